/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process that a test's edges run in, which is {@link EdgeControl}. What they have
 * logged as errors fails the test at the end.
 */
final class EdgeProcess implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final Duration ANSWER = Duration.ofSeconds(60);

	private final Process process;

	private final URI uri;

	private @Nullable Path certificate;

	EdgeProcess() {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// it lives for seconds
		command.add("-XX:TieredStopAtLevel=1");
		command.addAll(List.of(System.getProperty("test.jvm.arguments", "-Xshare:auto").split(" ")));
		command.add(EdgeControl.class.getName());
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		try {
			this.process = builder.start();
			BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8);
			this.uri = URI.create(readUri(output));
			Thread reader = new Thread(() -> output.lines().forEach(System.out::println), "edge-output");
			reader.setDaemon(true);
			reader.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String readUri(BufferedReader output) throws IOException {
		StringBuilder before = new StringBuilder();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith(EdgeControl.GREETING)) {
				return line.substring(EdgeControl.GREETING.length());
			}
			before.append(line).append('\n');
		}
		throw new AssertionFailedError("The process of the edges did not start:\n" + before);
	}

	/**
	 * Where scripts ask for edges.
	 */
	URI uri() {
		return this.uri;
	}

	/**
	 * Start an edge.
	 * @param settings what it differs in, see {@link Edge}
	 * @return the edge
	 */
	RemoteEdge open(Map<String, String> settings) {
		String query = settings.entrySet()
			.stream()
			.map((setting) -> setting.getKey() + "=" + URLEncoder.encode(setting.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		JsonNode edge = JSON.readTree(ask("POST", "/edges?" + query));
		return new RemoteEdge(this, edge.get("port").asInt());
	}

	/**
	 * The certificate of the edges that have TLS.
	 * @return a file in the format PEM, which is deleted at the end
	 */
	Path certificate() {
		try {
			if (this.certificate == null) {
				this.certificate = Files.createTempFile("edge", ".pem");
				Files.writeString(this.certificate, ask("GET", "/certificate"));
			}
			return this.certificate;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String ask(String method, String path) {
		HttpRequest request = HttpRequest.newBuilder(this.uri.resolve(path))
			.method(method, HttpRequest.BodyPublishers.noBody())
			.timeout(ANSWER)
			.build();
		try {
			HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
			if (answer.statusCode() != 200) {
				throw new AssertionFailedError(method + " " + path + ": " + answer.body());
			}
			return answer.body();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			String errors = ask("DELETE", "/edges");
			if (!errors.isEmpty()) {
				throw new AssertionFailedError("The edge has logged errors:\n" + errors);
			}
		}
		finally {
			this.process.destroyForcibly();
			deleteCertificate();
		}
	}

	private void deleteCertificate() {
		try {
			if (this.certificate != null) {
				Files.delete(this.certificate);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
