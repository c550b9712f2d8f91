/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * How many connections an edge has evicted, which its meters tell.
 */
final class Evictions {

	private static final String METER = "pipe_edge_connections_evicted_total";

	private final HttpClient http = HttpClient.newHttpClient();

	private final HttpRequest request;

	Evictions(Settings settings) {
		this.request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + settings.integer("meters", 0) + "/actuator/prometheus"))
			.build();
	}

	/**
	 * Count them.
	 * @return the number since the edge was started
	 * @throws InterruptedException if this thread is interrupted
	 */
	int count() throws InterruptedException {
		try {
			return (int) this.http.send(this.request, HttpResponse.BodyHandlers.ofString())
				.body()
				.lines()
				.filter((line) -> line.startsWith(METER))
				.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
				.sum();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The meters cannot be read: " + ex, ex);
		}
	}

}
