/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.boot;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.server.PipeServerListener;
import io.pusherpipe.server.app.App;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what operators see of the program.
 */
class ActuatorTests {

	@Test
	void prometheusReadsExactNumbers() {
		try (RunningEdge edge = new RunningEdge()) {
			Page one = edge.page();
			Page two = edge.page();
			Page leaving = edge.page();
			String subscribe = "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"room\"}}";
			one.send(subscribe);
			two.send(subscribe);
			String succeeded = one.next();
			two.next();
			leaving.leave();
			assertThat(edge.trigger("{\"name\":\"e\",\"channel\":\"room\",\"data\":\"hello\"}").statusCode())
				.isEqualTo(200);
			assertThat(edge.trigger("nonsense").statusCode()).isEqualTo(400);
			String event = one.next();
			assertThat(two.next()).isEqualTo(event);
			long sent = length(one.established()) + length(two.established()) + length(leaving.established())
					+ 2 * length(succeeded) + 2 * length(event);
			Map<String, Number> expected = Map
				.ofEntries(Map.entry("pipe_edge_connections{app=\"1\",kind=\"socket\"}", 2),
						Map.entry("pipe_edge_connections{app=\"1\",kind=\"pipe\"}", 0),
						Map.entry("pipe_edge_connections_opened_total{app=\"1\",kind=\"socket\"}", 3),
						Map.entry("pipe_edge_connections_closed_total{app=\"1\",code=\"1000-1001\",kind=\"socket\"}",
								1),
						Map.entry("pipe_edge_channels{app=\"1\",type=\"public\"}", 1),
						Map.entry("pipe_edge_subscriptions{app=\"1\"}", 2),
						Map.entry("pipe_edge_messages_received_total{app=\"1\",kind=\"socket\"}", 2),
						Map.entry("pipe_edge_messages_sent_total{app=\"1\",kind=\"socket\"}", 7),
						Map.entry("pipe_edge_data_received_bytes_total{app=\"1\",kind=\"socket\"}",
								2 * subscribe.length()),
						Map.entry("pipe_edge_data_sent_bytes_total{app=\"1\",kind=\"socket\"}", sent),
						Map.entry("pipe_edge_events_published_total{app=\"1\",origin=\"rest\"}", 1),
						Map.entry("pipe_edge_rest_requests_total{app=\"1\",route=\"events\",status=\"200\"}", 1),
						Map.entry("pipe_edge_rest_requests_total{app=\"1\",route=\"events\",status=\"400\"}", 1),
						// three opens, a close, and that the channel is occupied
						Map.entry("pipe_edge_group_events_total{app=\"1\",group=\"orders\"}", 5),
						Map.entry("pipe_edge_group_log_events{app=\"1\",group=\"orders\"}", 5));
			// What a page has got, or has left, is counted and told to groups soon.
			Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
				Scrape scrape = scrape(edge);
				assertThat(expected).allSatisfy((sample, number) -> assertThat(scrape.number(sample)).as(sample)
					.isEqualTo(number.doubleValue()));
			});
			assertThat(scrape(edge).names()).contains("jvm_memory_used_bytes", "process_cpu_usage");
		}
	}

	private static Scrape scrape(RunningEdge edge) {
		HttpResponse<String> response = edge.actuator("/prometheus");
		assertThat(response.statusCode()).isEqualTo(200);
		return new Scrape(response.body());
	}

	private static long length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	@Test
	void isReadyUntilItDrainsAndTellsNothingElse() {
		CountDownLatch seen = new CountDownLatch(1);
		RunningEdge edge = new RunningEdge(new Holding(seen));
		edge.page();
		edge.page();
		assertThat(edge.actuator("/health").body()).contains("\"status\":\"UP\"").doesNotContain("hush");
		assertThat(edge.actuator("/health/readiness").statusCode()).isEqualTo(200);
		assertThat(edge.actuator("/health/liveness").statusCode()).isEqualTo(200);
		assertThat(edge.actuator("/env").statusCode()).isEqualTo(404);
		CompletableFuture<Void> closed = CompletableFuture.runAsync(edge::close);
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
			HttpResponse<String> readiness = edge.actuator("/health/readiness");
			assertThat(readiness.statusCode()).isEqualTo(503);
			assertThat(readiness.body()).contains("OUT_OF_SERVICE");
		});
		seen.countDown();
		closed.orTimeout(60, TimeUnit.SECONDS).join();
	}

	/**
	 * Lets no edge be done with a socket before the test has seen it drain.
	 */
	private static final class Holding implements PipeServerListener {

		private final CountDownLatch seen;

		Holding(CountDownLatch seen) {
			this.seen = seen;
		}

		@Override
		public void socketClosed(App app, String socketId) {
			try {
				this.seen.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
