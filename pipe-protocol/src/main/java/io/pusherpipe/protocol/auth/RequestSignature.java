/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.auth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The signature of a request to the HTTP API (Pusher protocol 7, HTTP API,
 * authentication).
 */
public final class RequestSignature {

	/** The query parameter with the signature. */
	public static final String PARAMETER = "auth_signature";

	private static final MessageDigest MD5 = md5();

	private RequestSignature() {
	}

	/**
	 * Sign a request.
	 * @param secret the application's secret
	 * @param method the HTTP method
	 * @param path the path
	 * @param parameters the query's parameters with their plain values; the signature
	 * itself is left out
	 * @return the signature in lower-case hexadecimal digits
	 */
	public static String sign(Secret secret, String method, String path, Map<String, String> parameters) {
		return secret.sign(text(method, path, parameters));
	}

	/**
	 * Whether a request carries this application's signature.
	 * @param secret the application's secret
	 * @param method the HTTP method
	 * @param path the path
	 * @param parameters the query's parameters with their plain values, the signature
	 * among them
	 * @return {@code true} if the signature is that of the rest
	 */
	public static boolean verifies(Secret secret, String method, String path, Map<String, String> parameters) {
		return secret.verifies(parameters.getOrDefault(PARAMETER, ""), text(method, path, parameters));
	}

	/**
	 * The digest of a request's body.
	 * @param body the body
	 * @return its MD5 in lower-case hexadecimal digits
	 */
	public static String bodyMd5(byte[] body) {
		try {
			// Cheaper than asking the providers again, and needs no lock.
			return HexFormat.of().formatHex(((MessageDigest) MD5.clone()).digest(body));
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("the provider of MD5 does not allow cloning", ex);
		}
	}

	private static MessageDigest md5() {
		try {
			return MessageDigest.getInstance("MD5");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has MD5", ex);
		}
	}

	private static String text(String method, String path, Map<String, String> parameters) {
		List<Map.Entry<String, String>> sorted = new ArrayList<>(parameters.size());
		parameters.forEach((name, value) -> {
			String key = name.toLowerCase(Locale.ROOT);
			if (!key.equals(PARAMETER)) {
				sorted.add(Map.entry(key, value));
			}
		});
		sorted.sort(Map.Entry.comparingByKey());
		StringBuilder text = new StringBuilder(256).append(method.toUpperCase(Locale.ROOT))
			.append('\n')
			.append(path)
			.append('\n');
		String separator = "";
		for (Map.Entry<String, String> parameter : sorted) {
			text.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
			separator = "&";
		}
		return text.toString();
	}

}
