/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Pages from which sockets may be opened: {@code [scheme://]host[:port]}, where the host
 * may begin with {@code *.} for all below it. What is left out may be anything; with a
 * scheme, the port that is left out is the scheme's own.
 *
 * @param scheme the scheme in lower case, or {@code null} for any
 * @param host the host in lower case; after a wildcard what its names end with, beginning
 * with a dot
 * @param port the port, or -1 for any
 * @param below whether all names are meant that end with the host
 */
record OriginPattern(@Nullable String scheme, String host, int port, boolean below) {

	private static final Pattern FORM = Pattern
		.compile("(?:([a-z][a-z0-9+.-]*)://)?(\\*(?=\\.))?([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

	/**
	 * Read a pattern.
	 * @param text the pattern's text
	 * @return the pattern
	 * @throws IllegalArgumentException if it has another form
	 */
	static OriginPattern of(String text) {
		Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
		boolean matches = matcher.matches();
		String host = matches ? matcher.group(3) : "";
		boolean below = matches && matcher.group(2) != null;
		if (!matches || host.startsWith(".") != below || (below && host.length() < 2)) {
			throw new IllegalArgumentException("allowedOrigins must be of the form [scheme://]host[:port], "
					+ "with *. before the host for all below it, but one is '" + text + "'");
		}
		String scheme = matcher.group(1);
		String port = matcher.group(4);
		return new OriginPattern(scheme, host, (port != null) ? Integer.parseInt(port) : defaultPort(scheme), below);
	}

	/**
	 * Whether a page may open sockets.
	 * @param origin the {@code Origin} of its request
	 * @return {@code true} if this pattern allows it
	 */
	boolean matches(String origin) {
		URI uri;
		try {
			uri = new URI(origin.toLowerCase(Locale.ROOT));
		}
		catch (URISyntaxException ex) {
			return false;
		}
		String name = uri.getHost();
		if (name == null || (this.scheme != null && !this.scheme.equals(uri.getScheme()))) {
			return false;
		}
		int from = (uri.getPort() >= 0) ? uri.getPort() : defaultPort(uri.getScheme());
		return (this.port < 0 || this.port == from) && (this.below
				? name.length() > this.host.length() && name.endsWith(this.host) : name.equals(this.host));
	}

	private static int defaultPort(@Nullable String scheme) {
		if (scheme == null) {
			return -1;
		}
		return switch (scheme) {
			case "https" -> 443;
			case "http" -> 80;
			default -> -1;
		};
	}

}
