/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.WhenDisconnected;
import io.pusherpipe.protocol.pipe.PipeEventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much an edge takes of whom nothing good can be expected: with a heap that would not
 * hold what they send. See {@code docs/reliability.md}; {@code -Preliability} makes it
 * large.
 */
class MemoryIntegrationTests {

	private static final boolean large = System.getProperty("rig.memory", "short").equals("long");

	private static final Path directory = Path.of(System.getProperty("rig.directory", "target/rig"), "memory");

	private static final long MEGABYTE = 1 << 20;

	// of a group's log, and of what cache channels remember
	private static final long BOUND = (large ? 64 : 8) * MEGABYTE;

	// of the estimates, and of what the edge needs for itself
	private static final long TOLERANCE = BOUND / 4 + 8 * MEGABYTE;

	// nobody is to be taken for gone, however long a busy machine lets a process wait
	private static final Duration MEMBER_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(60);

	// what browsers send, in bytes
	private static final int SIZE = 1000;

	private EdgeProcess edge;

	private Browsers browsers;

	private PipeClient backend;

	private long before;

	@BeforeEach
	void start() throws IOException {
		Files.createDirectories(directory);
		this.edge = new EdgeProcess(directory, MEMBER_TIMEOUT, 1_000_000, large ? "-Xmx192m" : "-Xmx64m",
				"-XX:MaxDirectMemorySize=64m", "-Dedge.max-log-bytes=" + BOUND, "-Dedge.max-cache-bytes=" + BOUND,
				// so many of them in one socket are too many otherwise
				"-Dedge.max-subscriptions=1000000");
		this.browsers = new Browsers(this.edge.port(), 1, "");
		this.backend = client("backend");
		this.before = heap();
	}

	@AfterEach
	void stop(TestInfo test) throws IOException {
		String line = String.format(Locale.ROOT, "| %s | %.0f MB | %.0f MB | %.0f MB | %.0f MB |%n",
				test.getTestMethod().orElseThrow().getName(), megabytes(this.before), megabytes(heap()),
				megabytes(this.edge.memory()[1]), megabytes(this.edge.resident("VmHWM")));
		System.out.print(line);
		Files.writeString(directory.resolve("memory.md"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		this.backend.disconnect().block(Duration.ofSeconds(60));
		this.browsers.close();
		this.edge.close();
	}

	private static double megabytes(long bytes) {
		return (double) bytes / MEGABYTE;
	}

	private PipeClient client(String group) {
		return PipeClient.builder()
			.url(URI.create("ws://127.0.0.1:" + this.edge.port()))
			.appId(EdgeMain.APP.id())
			.key(EdgeMain.APP.key())
			.secret("rig-secret")
			.group(group)
			.prefetch(10_000)
			.replyTimeout(REPLY_TIMEOUT)
			.whenDisconnected(WhenDisconnected.FAIL)
			.build();
	}

	private long heap() {
		return this.edge.memory()[0];
	}

	// The edge may still be at work on what it was sent.
	private void awaitNoMoreThan(long bytes) {
		Await.until(() -> heap() - this.before + " bytes are more than " + bytes, () -> heap() - this.before < bytes);
	}

	// More than three times what a log keeps.
	private void flood() {
		int sockets = 20;
		this.browsers.open(sockets);
		String padding = "x".repeat(SIZE);
		this.browsers.flood((int) (BOUND * 3 / SIZE / sockets),
				(socket, round) -> "{\"event\":\"numbered\",\"data\":\"" + padding + "\"}");
	}

	@Test
	void groupThatIsAwayForEverTakesNoMoreThanItsLog() {
		this.backend.subscribe(PipeEventType.SOCKET_EXISTENCE, PipeEventType.SOCKET_MESSAGE).block();
		this.backend.connect().block(Duration.ofSeconds(60));
		this.backend.disconnect().block(Duration.ofSeconds(60));
		flood();
		assertThat(heap() - this.before).isBetween(BOUND / 2, BOUND + TOLERANCE);
	}

	@Test
	void memberThatNeverAcknowledgesTakesNoMoreThanItsLog() {
		this.backend.receive().subscribe();
		this.backend.subscribe(PipeEventType.SOCKET_EXISTENCE, PipeEventType.SOCKET_MESSAGE).block();
		this.backend.connect().block(Duration.ofSeconds(60));
		flood();
		assertThat(heap() - this.before).isBetween(BOUND / 2, BOUND + TOLERANCE);
	}

	@Test
	void browsersThatNeverReadAreClosedAndForgotten() {
		int count = large ? 50 : 10;
		Set<String> closed = ConcurrentHashMap.newKeySet();
		this.backend.sockets().closed().subscribe(closed::add);
		this.backend.subscribe(PipeEventType.SOCKET_EXISTENCE).block();
		this.backend.connect().block(Duration.ofSeconds(60));
		this.browsers.open(count);
		this.browsers.flood(1, (socket, round) -> "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}");
		this.browsers.perform(() -> this.browsers.all().forEach(Browser::stopReading));
		String data = "x".repeat(9000);
		Await.until(() -> closed.size() + " of " + count + " are closed", () -> {
			if (closed.size() < count) {
				Flux.range(0, 100)
					.flatMap((i) -> this.backend.channel("news").trigger("item", data), 100)
					.blockLast(Duration.ofSeconds(60));
			}
			return closed.size() == count;
		});
		awaitNoMoreThan(TOLERANCE);
	}

	@Test
	void channelsThatNobodyIsSubscribedToAnyMoreAreForgotten() {
		int sockets = 20;
		this.browsers.open(sockets);
		this.browsers.flood((large ? 1_000_000 : 40_000) / sockets * 2,
				(socket, round) -> "{\"event\":\"pusher:" + ((round % 2 == 0) ? "subscribe" : "unsubscribe")
						+ "\",\"data\":{\"channel\":\"channel-" + socket + "-" + round / 2 + "\"}}");
		awaitNoMoreThan(TOLERANCE);
	}

	@Test
	void cacheChannelsTakeNoMoreThanTheirBound() {
		this.backend.connect().block(Duration.ofSeconds(60));
		String data = "x".repeat(200);
		Flux.range(0, (large ? 1_000_000 : 40_000) / 100).flatMap((i) -> {
			String[] names = IntStream.range(0, 100).mapToObj((j) -> "cache-" + i + "-" + j).toArray(String[]::new);
			return this.backend.channels(names).trigger("item", data);
		}, 50).blockLast(Duration.ofMinutes(5));
		awaitNoMoreThan(BOUND + TOLERANCE);
	}

}
