/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.pusherpipe.protocol.WholeNumbers;
import io.pusherpipe.protocol.auth.RequestSignature;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.RequestTarget;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a request to the HTTP API was signed with the application's secret (Pusher
 * protocol 7, HTTP API, authentication).
 */
final class RequestAuthenticator {

	private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

	private static final int MAX_TIMESTAMP_DIGITS = 12;

	private static final String EMPTY_MD5 = RequestSignature.bodyMd5(new byte[0]);

	// SDKs sign plain values, but send them differently encoded; the reading that
	// verifies is the one that was meant.
	private static final List<UnaryOperator<String>> READINGS = List.of(
			(value) -> QueryStringDecoder.decodeComponent(value, StandardCharsets.UTF_8),
			(value) -> QueryStringDecoder.decodeComponent(value.replace("+", "%2B"), StandardCharsets.UTF_8),
			(value) -> value);

	private final InstantSource clock;

	RequestAuthenticator(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Check a request.
	 * @param app the application that the path names
	 * @param method the method
	 * @param target the path and query
	 * @param body the body
	 * @return the query's parameters, decoded as they were signed
	 * @throws RestException with 401, if anything about the signature is wrong
	 */
	Map<String, String> authenticate(App app, String method, RequestTarget target, byte[] body) {
		for (UnaryOperator<String> reading : READINGS) {
			Map<String, String> parameters = read(target.rawQuery(), reading);
			if (parameters != null && verifies(app, method, target.rawPath(), parameters)) {
				check(parameters, body);
				return parameters;
			}
		}
		throw new RestException(401,
				"auth_signature is not that of this request, signed with the app's secret; check app id, key and secret");
	}

	private static boolean verifies(App app, String method, String rawPath, Map<String, String> parameters) {
		if (!app.key().equals(parameters.get("auth_key"))) {
			return false;
		}
		if (RequestSignature.verifies(app.secret(), method, rawPath, parameters)) {
			return true;
		}
		String path = decode(rawPath);
		return path != null && !path.equals(rawPath)
				&& RequestSignature.verifies(app.secret(), method, path, parameters);
	}

	private void check(Map<String, String> parameters, byte[] body) {
		if (!"1.0".equals(parameters.get("auth_version"))) {
			throw new RestException(401, "auth_version must be 1.0");
		}
		String timestamp = parameters.getOrDefault("auth_timestamp", "");
		if (!isTimely(timestamp)) {
			throw new RestException(401, "auth_timestamp must be within " + CLOCK_TOLERANCE.toSeconds()
					+ " seconds of the server's time, which is " + this.clock.instant().getEpochSecond());
		}
		String md5 = parameters.get("body_md5");
		if ((body.length > 0) ? !RequestSignature.bodyMd5(body).equals(md5) : (md5 != null && !md5.equals(EMPTY_MD5))) {
			throw new RestException(401, "body_md5 must be the MD5 of the body");
		}
	}

	private boolean isTimely(String epochSecond) {
		long sent = WholeNumbers.parse(epochSecond, MAX_TIMESTAMP_DIGITS);
		return sent >= 0 && Math.abs(this.clock.instant().getEpochSecond() - sent) <= CLOCK_TOLERANCE.toSeconds();
	}

	private static @Nullable Map<String, String> read(String rawQuery, UnaryOperator<String> reading) {
		Map<String, String> parameters = new HashMap<>();
		try {
			int end;
			for (int start = 0; start < rawQuery.length(); start = end + 1) {
				int next = rawQuery.indexOf('&', start);
				end = (next >= 0) ? next : rawQuery.length();
				int equals = rawQuery.indexOf('=', start);
				if (equals > start && equals < end) {
					// Array parameters are signed joined with commas.
					parameters.merge(reading.apply(rawQuery.substring(start, equals)),
							reading.apply(rawQuery.substring(equals + 1, end)),
							(first, second) -> first + "," + second);
				}
			}
			return parameters;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable String decode(String rawPath) {
		try {
			return QueryStringDecoder.decodeComponent(rawPath.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
