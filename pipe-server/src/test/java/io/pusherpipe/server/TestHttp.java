/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.pusherpipe.protocol.auth.RequestSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.server.test.TestApps;

/**
 * Calls the HTTP API as an SDK does.
 */
final class TestHttp {

	private static final HttpClient client = HttpClient.newHttpClient();

	private TestHttp() {
	}

	static HttpResponse<String> post(int port, String path, String body) throws IOException, InterruptedException {
		return send(port, "POST", path + "?" + query("POST", path, body, new TreeMap<>()), body);
	}

	static HttpResponse<String> get(int port, String path, Map<String, String> parameters)
			throws IOException, InterruptedException {
		return send(port, "GET", (path + "?" + query("GET", path, "", parameters)).replace(" ", "%20"), "");
	}

	static String query(String method, String path, String body, Map<String, String> changes) {
		Map<String, String> parameters = new TreeMap<>(Map.of("auth_key", TestApps.KEY, "auth_timestamp",
				Long.toString(Instant.now().getEpochSecond()), "auth_version", "1.0"));
		if (!body.isEmpty()) {
			parameters.put("body_md5", RequestSignature.bodyMd5(body.getBytes(StandardCharsets.UTF_8)));
		}
		parameters.putAll(changes);
		String signature = RequestSignature.sign(Secret.of(TestApps.SECRET), method, path, parameters);
		StringBuilder query = new StringBuilder("auth_signature=").append(signature);
		parameters.forEach((name, value) -> query.append('&').append(name).append('=').append(value));
		return query.toString();
	}

	static HttpResponse<String> send(int port, String method, String target, String body)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
			.version(HttpClient.Version.HTTP_1_1)
			.method(method, HttpRequest.BodyPublishers.ofString(body))
			.build();
		return client.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
