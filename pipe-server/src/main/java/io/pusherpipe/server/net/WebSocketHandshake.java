/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request for a WebSocket (RFC 6455, section 4.2.2) with bytes that need no
 * encoder, so that they can go to the kernel together with the first message: a system
 * call less for each connection than with Netty's handshaker, and a packet.
 */
final class WebSocketHandshake {

	private static final byte[] GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11".getBytes(StandardCharsets.US_ASCII);

	private static final String BEGINNING = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
			+ "Connection: Upgrade\r\nSec-WebSocket-Accept: ";

	private static final FastThreadLocal<MessageDigest> SHA1 = new FastThreadLocal<>() {

		@Override
		protected MessageDigest initialValue() {
			try {
				return MessageDigest.getInstance("SHA-1");
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

	};

	private WebSocketHandshake() {
	}

	/**
	 * Answer a request.
	 * @param request the request
	 * @param extensions the extensions that are agreed on, or {@code null}
	 * @return the whole answer
	 * @throws WebSocketHandshakeException if the request is no complete handshake
	 */
	static byte[] answer(HttpRequest request, @Nullable String extensions) {
		StringBuilder answer = new StringBuilder(256).append(BEGINNING).append(accept(key(request)));
		if (extensions != null) {
			answer.append("\r\nSec-WebSocket-Extensions: ").append(extensions);
		}
		return answer.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String key(HttpRequest request) {
		if (!HttpMethod.GET.equals(request.method())) {
			throw new WebSocketHandshakeException("the method must be GET");
		}
		HttpHeaders headers = request.headers();
		if (!headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
			throw new WebSocketHandshakeException("the Connection header must include Upgrade");
		}
		if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
			throw new WebSocketHandshakeException("the Upgrade header must be websocket");
		}
		String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
		if (key == null) {
			throw new WebSocketHandshakeException("the Sec-WebSocket-Key header is missing");
		}
		return key;
	}

	private static String accept(String key) {
		MessageDigest sha1 = SHA1.get();
		sha1.update(key.getBytes(StandardCharsets.US_ASCII));
		return Base64.getEncoder().encodeToString(sha1.digest(GUID));
	}

}
