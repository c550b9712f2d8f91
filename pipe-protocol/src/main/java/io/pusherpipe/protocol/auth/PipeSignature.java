/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.auth;

/**
 * The signature in the URL of a Pipe (Pipe protocol 0.2, URL and signature):
 * {@code WEBSOCKET}, the path and the query as sent, each on a line, without the
 * signature itself, which is the query's last parameter.
 */
public final class PipeSignature {

	/** The query parameter with the signature. */
	public static final String PARAMETER = "auth_signature";

	private PipeSignature() {
	}

	/**
	 * Sign a URL.
	 * @param secret the application's secret
	 * @param path the path, {@code /app/<app_id>}
	 * @param query the query as it will be sent, without the signature
	 * @return the query with the signature as its last parameter
	 */
	public static String sign(Secret secret, String path, String query) {
		return query + "&" + PARAMETER + "=" + secret.sign(text(path, query));
	}

	/**
	 * Whether a URL carries this application's signature.
	 * @param secret the application's secret
	 * @param path the path, {@code /app/<app_id>}
	 * @param query the query as it was sent, with the signature
	 * @return {@code true} if the last parameter is the signature of the rest
	 */
	public static boolean verifies(Secret secret, String path, String query) {
		String marker = "&" + PARAMETER + "=";
		int at = query.lastIndexOf(marker);
		return at >= 0 && secret.verifies(query.substring(at + marker.length()), text(path, query.substring(0, at)));
	}

	private static String text(String path, String query) {
		return "WEBSOCKET\n" + path + "\n" + query;
	}

}
