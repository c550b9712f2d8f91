/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import io.pusherpipe.protocol.auth.RequestSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.server.test.TestApps;

/**
 * What may come over HTTP. The first byte tells how the rest is meant: as a connection's
 * bytes; as a request to the HTTP API, to be signed, with method, path and query each on
 * a line before the body; as what a fallback session sends; or as a fallback session's
 * messages, one a line.
 */
public final class HttpFuzzer {

	private static final Pattern SERVER_ERROR = Pattern.compile("(?m)^HTTP/1\\.[01] 5");

	private static final Secret SECRET = Secret.of(TestApps.SECRET);

	private static final AtomicInteger sessions = new AtomicInteger();

	private HttpFuzzer() {
	}

	/**
	 * Jazzer calls this first, so that starting the edge takes none of the first input's
	 * time.
	 */
	public static void fuzzerInitialize() {
		FuzzedEdge.get();
	}

	/**
	 * Jazzer calls this.
	 */
	public static void fuzzerTestOneInput(byte[] input) throws IOException {
		if (input.length == 0) {
			return;
		}
		byte[] rest = Arrays.copyOfRange(input, 1, input.length);
		switch (input[0] & 3) {
			case 0 -> ask(rest);
			case 1 -> ask(signed(rest));
			case 2 -> session(rest);
			default -> session(messages(rest));
		}
		FuzzedEdge.get().check();
	}

	private static void ask(byte[] request) throws IOException {
		try (Offender offender = new Offender(FuzzedEdge.get().port())) {
			offender.send(request);
			offender.sendEnd();
			check(offender.rest());
		}
	}

	private static void check(String answer) {
		if (SERVER_ERROR.matcher(answer).find()) {
			throw new AssertionError(answer);
		}
	}

	private static byte[] signed(byte[] input) {
		String[] parts = new String(input, StandardCharsets.ISO_8859_1).split("\n", 4);
		String method = parts[0].replaceAll("[^A-Za-z]", "");
		String path = "/apps/" + TestApps.ID + visible((parts.length > 1) ? parts[1] : "");
		TreeMap<String, String> parameters = new TreeMap<>();
		for (String parameter : visible((parts.length > 2) ? parts[2] : "").split("&", -1)) {
			int equals = parameter.indexOf('=');
			if (equals > 0) {
				parameters.put(parameter.substring(0, equals).toLowerCase(Locale.ROOT),
						parameter.substring(equals + 1));
			}
		}
		byte[] body = ((parts.length > 3) ? parts[3] : "").getBytes(StandardCharsets.ISO_8859_1);
		parameters.put("auth_key", TestApps.KEY);
		parameters.put("auth_timestamp", Long.toString(Instant.now().getEpochSecond()));
		parameters.put("auth_version", "1.0");
		parameters.put("body_md5", RequestSignature.bodyMd5(body));
		String pathAlone = path.replace("?", "%3F").replace("#", "%23");
		parameters.put("auth_signature", RequestSignature.sign(SECRET, method, pathAlone, parameters));
		StringBuilder target = new StringBuilder(pathAlone).append('?');
		parameters.forEach((name, value) -> target.append(name).append('=').append(value).append('&'));
		return post(method, target.toString(), body);
	}

	private static String visible(String text) {
		StringBuilder visible = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			visible.append((c > ' ' && c < 127) ? Character.toString(c) : String.format("%%%02X", (int) c));
		}
		return visible.toString();
	}

	private static byte[] post(String method, String target, byte[] body) {
		byte[] head = (method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length
				+ "\r\n\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
		byte[] request = Arrays.copyOf(head, head.length + body.length);
		System.arraycopy(body, 0, request, head.length, body.length);
		return request;
	}

	private static void session(byte[] body) throws IOException {
		String path = "/pusher/app/" + TestApps.KEY + "/7/fuzz" + sessions.incrementAndGet();
		try (Offender receiver = new Offender(FuzzedEdge.get().port());
				Offender sender = new Offender(FuzzedEdge.get().port())) {
			receiver.send(post("POST", path + "/xhr_streaming?protocol=7&client=js&version=8.6.0&n=1", new byte[0]));
			for (String line = receiver.line(); !"o".equals(line); line = receiver.line()) {
				if (line == null || (line.startsWith("HTTP/1.1 ") && !line.contains(" 200 "))) {
					throw new AssertionError((line != null) ? line : "The session has ended before it was open");
				}
			}
			sender.send(post("POST", path + "/xhr_send?n=2", body));
			sender.sendEnd();
			check(sender.rest());
			receiver.sendEnd();
			check(receiver.rest());
		}
	}

	private static byte[] messages(byte[] lines) {
		StringBuilder array = new StringBuilder("[");
		for (String line : new String(lines, StandardCharsets.UTF_8).split("\n", -1)) {
			array.append((array.length() > 1) ? "," : "").append(SocketFuzzer.quote(line));
		}
		return array.append(']').toString().getBytes(StandardCharsets.UTF_8);
	}

}
