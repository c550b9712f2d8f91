/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.pusherpipe.server.net.ListenException;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.FallbackClient;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StopTests {

	private static final Duration DRAIN_PERIOD = Duration.ofSeconds(2);

	@RegisterExtension
	final TestEdge slow = new TestEdge((builder) -> builder.drainPeriod(DRAIN_PERIOD));

	@RegisterExtension
	final TestEdge edge = new TestEdge((builder) -> builder.drainPeriod(Duration.ofMillis(300)));

	@Test
	void everySocketIsClosedWith4200AndBackendsAreToldBeforeTheyAreClosed() throws Exception {
		Backend backend = this.edge.backend();
		List<Browser> browsers = IntStream.range(0, 20).mapToObj((i) -> this.edge.browser()).toList();
		browsers.forEach((browser) -> backend.next("socket_opened"));
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(this.edge.server()::stop);
		for (Browser browser : browsers) {
			RawWebSocket.Frame close = browser.nextClose();
			assertThat(close.closeCode()).isEqualTo(4200);
			browser.frame(true, RawWebSocket.CLOSE, new byte[] { 16, 104 });
			assertThat(browser.ends()).isTrue();
			backend.next("socket_closed");
			browser.close();
		}
		assertThat(backend.nextClose().closeCode()).isEqualTo(4200);
		backend.close();
		stopped.get(10, TimeUnit.SECONDS);
	}

	@Test
	void theClosesAreSpreadOverTheDrainPeriod() {
		List<Browser> browsers = IntStream.range(0, 20).mapToObj((i) -> this.slow.browser()).toList();
		ExecutorService readers = Executors.newFixedThreadPool(20);
		List<CompletableFuture<Long>> closes = browsers.stream().map((browser) -> CompletableFuture.supplyAsync(() -> {
			browser.nextClose();
			return System.nanoTime();
		}, readers)).toList();
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(this.slow.server()::stop);
		List<Long> times = closes.stream()
			.map((close) -> close.orTimeout(10, TimeUnit.SECONDS).join())
			.sorted()
			.toList();
		assertThat(Duration.ofNanos(times.get(19) - times.get(0))).isGreaterThan(DRAIN_PERIOD.dividedBy(2));
		assertThat(Duration.ofNanos(times.get(10) - times.get(0))).isGreaterThan(DRAIN_PERIOD.dividedBy(4));
		browsers.forEach(Browser::close);
		stopped.orTimeout(10, TimeUnit.SECONDS).join();
		readers.shutdown();
	}

	@Test
	void whoComesAnewOnAKeptConnectionIsSentAwayAndTheConnectionIsClosed() throws Exception {
		FallbackClient client = new FallbackClient(this.edge.port());
		assertThat(client.request("POST", "/nothing").statusCode()).isEqualTo(404);
		try (Browser browser = this.edge.browser()) {
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(this.edge.server()::stop);
			// that it does not answer holds the stop up
			assertThat(browser.nextClose().closeCode()).isEqualTo(4200);
			try (FallbackClient.Stream stream = client.stream()) {
				assertThat(stream.line("c[")).isEqualTo("c[4200,\"Generic reconnect immediately\"]");
				assertThat(stream.line()).isNull();
				assertThat(stream.response().headers().firstValue("Connection")).hasValue("close");
			}
			browser.frame(true, RawWebSocket.CLOSE, new byte[] { 16, 104 });
			stopped.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void closingTellsNobodyAndEndsEverything() {
		try (Browser browser = this.edge.browser()) {
			this.edge.server().close();
			assertThat(browser.ends()).isTrue();
		}
	}

	@Test
	void aPortInUseIsSaidPlainly() {
		assertThatThrownBy(
				() -> PipeServer.builder().address("127.0.0.1").port(this.edge.port()).app(TestApps.app()).start())
			.isInstanceOf(ListenException.class)
			.hasMessageContaining("127.0.0.1:" + this.edge.port())
			.hasMessageContaining("in use");
	}

}
