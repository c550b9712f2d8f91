/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A browser's socket over plain HTTP, request by request.
 */
public final class FallbackClient {

	private static final HttpClient client = HttpClient.newHttpClient();

	private static final AtomicInteger sessions = new AtomicInteger();

	private final String base;

	private final String query;

	private final AtomicInteger number = new AtomicInteger(1);

	public FallbackClient(int port) {
		this(port, "/pusher/app/" + TestApps.KEY, "protocol=7&client=js&version=8.6.0");
	}

	public FallbackClient(int port, String path, String query) {
		this.base = "http://127.0.0.1:" + port + path + "/7/session" + sessions.incrementAndGet();
		this.query = query;
	}

	/**
	 * Ask for all that comes, as a stream.
	 */
	public Stream stream() {
		return receive("/xhr_streaming");
	}

	/**
	 * Ask for what comes next.
	 */
	public Stream poll() {
		return receive("/xhr");
	}

	private Stream receive(String action) {
		return new Stream(client.sendAsync(request(action, this.number.getAndIncrement(), ""),
				HttpResponse.BodyHandlers.ofInputStream()));
	}

	/**
	 * Send messages, and wait for the answer.
	 */
	public HttpResponse<String> send(String body) {
		return sendAs(this.number.getAndIncrement(), body);
	}

	public HttpResponse<String> sendAs(int number, String body) {
		return sendLater(number, body).orTimeout(10, TimeUnit.SECONDS).join();
	}

	public CompletableFuture<HttpResponse<String>> sendLater(int number, String body) {
		return client.sendAsync(request("/xhr_send", number, body), HttpResponse.BodyHandlers.ofString());
	}

	public int skipNumber() {
		return this.number.getAndIncrement();
	}

	public HttpResponse<String> request(String method, String action) {
		return client
			.sendAsync(HttpRequest.newBuilder(URI.create(this.base + action))
				.version(HttpClient.Version.HTTP_1_1)
				.method(method, HttpRequest.BodyPublishers.noBody())
				.build(), HttpResponse.BodyHandlers.ofString())
			.orTimeout(10, TimeUnit.SECONDS)
			.join();
	}

	private HttpRequest request(String action, int number, String body) {
		return HttpRequest.newBuilder(URI.create(this.base + action + "?" + this.query + "&t=1&n=" + number))
			.version(HttpClient.Version.HTTP_1_1)
			.header("Content-Type", "application/json")
			.timeout(Duration.ofSeconds(20))
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
	}

	/**
	 * What a receiving request is answered with, line by line.
	 */
	public static final class Stream implements AutoCloseable {

		private final CompletableFuture<HttpResponse<InputStream>> response;

		private @Nullable BufferedReader reader;

		Stream(CompletableFuture<HttpResponse<InputStream>> response) {
			this.response = response;
		}

		public HttpResponse<InputStream> response() {
			return this.response.orTimeout(10, TimeUnit.SECONDS).join();
		}

		/**
		 * Wait for the next line.
		 * @return the line, or {@code null} at the end
		 */
		public @Nullable String line() {
			if (this.reader == null) {
				this.reader = new BufferedReader(new InputStreamReader(response().body(), StandardCharsets.UTF_8));
			}
			BufferedReader lines = this.reader;
			return CompletableFuture.supplyAsync(() -> {
				try {
					return lines.readLine();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}, (task) -> new Thread(task).start()).orTimeout(10, TimeUnit.SECONDS).join();
		}

		/**
		 * Wait for the line that holds this, passing over others.
		 */
		public String line(String part) {
			String line = line();
			while (line != null && !line.contains(part)) {
				line = line();
			}
			if (line == null) {
				throw new IllegalStateException("It ended without " + part);
			}
			return line;
		}

		/**
		 * End the connection under it.
		 */
		@Override
		public void close() {
			try {
				response().body().close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
