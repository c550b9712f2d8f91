/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;
import java.util.Locale;

/**
 * Says what is wrong with a URL that is none of an edge, and what it probably should be.
 * Shows no part of it that may hold a password.
 */
final class InvalidUrl {

	private static final String KEY = "pusher.pipe.url";

	private InvalidUrl() {
	}

	/**
	 * What to throw.
	 * @param url the URL
	 * @param reason why the client has refused it
	 * @return the exception
	 */
	static PipeConfigurationException explain(URI url, IllegalArgumentException reason) {
		String scheme = (url.getScheme() != null) ? url.getScheme().toLowerCase(Locale.ROOT) : "";
		return switch (scheme) {
			case "ws", "wss" -> Keys.refused(KEY, reason);
			case "http" -> wrongScheme(url, "http", "ws");
			case "https" -> wrongScheme(url, "https", "wss");
			default -> hasNoScheme(url) ? missingScheme() : unknownScheme(scheme);
		};
	}

	private static PipeConfigurationException wrongScheme(URI url, String scheme, String instead) {
		String host = (url.getHost() != null) ? url.getHost() : "<host>";
		String port = (url.getPort() != -1) ? ":" + url.getPort() : "";
		String path = (url.getRawPath() != null && !url.getRawPath().equals("/")) ? url.getRawPath() : "";
		return new PipeConfigurationException(
				"The property " + KEY + " begins with " + scheme + "://, but the Pipe is a WebSocket.",
				"Set it to " + instead + "://" + host + port + path + ".");
	}

	// "localhost:6001" has a scheme in the eyes of URI, which is "localhost".
	private static boolean hasNoScheme(URI url) {
		String specific = url.getSchemeSpecificPart();
		return url.getScheme() == null || url.getScheme().contains(".") || url.getScheme().equals("localhost")
				|| (!specific.isEmpty() && Character.isDigit(specific.charAt(0)));
	}

	private static PipeConfigurationException missingScheme() {
		return new PipeConfigurationException("The property " + KEY + " has no scheme.",
				"Put ws:// before the host, as in ws://localhost:6001, or wss:// if the edge has TLS.");
	}

	private static PipeConfigurationException unknownScheme(String scheme) {
		String likely = scheme.endsWith("s") ? "wss" : "ws";
		String other = likely.equals("ws") ? "wss:// if the edge has TLS" : "ws:// if the edge has no TLS";
		return new PipeConfigurationException(
				"The property " + KEY + " has the scheme '" + scheme + "', but the Pipe is a WebSocket.",
				"Let it begin with " + likely + "://, or with " + other + ".");
	}

}
