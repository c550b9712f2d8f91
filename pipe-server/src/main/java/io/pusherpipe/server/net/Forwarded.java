/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import io.pusherpipe.protocol.WholeNumbers;
import org.jspecify.annotations.Nullable;

/**
 * What the proxies before the edge say of a request. Each adds at the end of a list, so
 * only as many of its last elements as there are trusted proxies are no claim of the
 * client's.
 */
final class Forwarded {

	private static final int MAX_PORT_DIGITS = 5;

	private static final int MAX_PORT = 65_535;

	private final HttpHeaders headers;

	private final int trustedProxies;

	Forwarded(HttpHeaders headers, int trustedProxies) {
		this.headers = headers;
		this.trustedProxies = trustedProxies;
	}

	/**
	 * Where the request comes from.
	 * @return the address, with port 0 where it is not told, or {@code null} if there is
	 * none that can be trusted
	 */
	@Nullable InetSocketAddress address() {
		String text = nearest("X-Forwarded-For");
		return (text != null) ? parse(text) : null;
	}

	/**
	 * The element that the outermost of the trusted proxies has added to a list.
	 * @param header the list's header
	 * @return the element, or {@code null} if there is none that can be trusted
	 */
	@Nullable String nearest(String header) {
		if (this.trustedProxies == 0) {
			return null;
		}
		List<String> lists = this.headers.getAll(header);
		if (lists.isEmpty()) {
			return null;
		}
		String[] elements = String.join(",", lists).split(",", -1);
		return elements[Math.max(0, elements.length - this.trustedProxies)].trim();
	}

	private static @Nullable InetSocketAddress parse(String text) {
		String host = text;
		int port = 0;
		int colon = text.lastIndexOf(':');
		boolean bracketed = text.startsWith("[");
		// A colon ends the host unless it is one of those within an IPv6 address.
		if (colon >= 0 && (bracketed ? text.charAt(colon - 1) == ']' : text.indexOf(':') == colon)) {
			host = text.substring(0, colon);
			port = (int) Math.max(0, Math.min(WholeNumbers.parse(text, colon + 1, MAX_PORT_DIGITS), MAX_PORT));
		}
		if (bracketed && host.endsWith("]")) {
			host = host.substring(1, host.length() - 1);
		}
		InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
		return (address != null) ? new InetSocketAddress(address, port) : null;
	}

}
