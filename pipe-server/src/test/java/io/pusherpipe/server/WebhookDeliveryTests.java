/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.WebhookEndpoint;
import io.pusherpipe.server.app.WebhookEventType;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.LogLines;
import io.pusherpipe.server.test.TestApps;
import io.pusherpipe.server.test.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Pusher protocol 7, webhooks, delivery: endpoints that fail, hang, are slow or down.
 */
class WebhookDeliveryTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final long START_MILLIS = 1_700_000_000_000L;

	private static final Pattern EVENT = Pattern.compile("client-([a-z])([0-9]+)");

	@RegisterExtension
	final WebhookReceiver receiver = new WebhookReceiver();

	@RegisterExtension
	final WebhookReceiver other = new WebhookReceiver();

	@RegisterExtension
	final WebhookReceiver narrow = new WebhookReceiver();

	@RegisterExtension
	final WebhookReceiver batched = new WebhookReceiver();

	@RegisterExtension
	final WebhookReceiver hanging = new WebhookReceiver();

	private final Meters meters = new Meters();

	@RegisterExtension
	final LogLines log = new LogLines("io.pusherpipe.server.webhook");

	@RegisterExtension
	final TestEdge edge = new TestEdge(app(),
			(builder) -> builder.clock(() -> Instant.ofEpochMilli(now()))
				.meterRegistry(this.meters.registry())
				.activityTimeout(Duration.ofHours(1))
				.drainPeriod(Duration.ZERO));

	private final List<Browser> browsers = new ArrayList<>();

	@AfterEach
	void close() {
		this.browsers.forEach(Browser::close);
	}

	private long now() {
		return START_MILLIS + TimeUnit.NANOSECONDS.toMillis(this.edge.ticker().nanoTime());
	}

	private App app() {
		// By the real clock requests run out of time, so only one endpoint has little.
		Consumer<WebhookEndpoint.Builder> clientEvents = (webhook) -> webhook
			.events(Set.of(WebhookEventType.CLIENT_EVENT))
			.requestTimeout(SECOND.multipliedBy(30));
		return TestApps.app()
			.with(AppOptions.of((options) -> options.clientEventRate(1000)
				.webhooks(List.of(endpoint(this.receiver, clientEvents),
						WebhookEndpoint.of(this.other.url(),
								(webhook) -> webhook.events(Set.of(WebhookEventType.CHANNEL_VACATED))),
						endpoint(this.narrow,
								clientEvents.andThen(
										(webhook) -> webhook.channels(List.of("private-narrow")).maxQueuedEvents(5))),
						endpoint(this.narrow, clientEvents.andThen(
								(webhook) -> webhook.channels(List.of("private-bytes")).maxQueuedBytes(64 * 1024))),
						endpoint(this.hanging,
								clientEvents.andThen((webhook) -> webhook.channels(List.of("private-hanging"))
									.requestTimeout(Duration.ofMillis(300)))),
						endpoint(this.batched,
								clientEvents.andThen((webhook) -> webhook.channels(List.of("private-batch-*"))
									.maxBatchSize(10)
									.batchDelay(Duration.ZERO)))))));
	}

	private static WebhookEndpoint endpoint(WebhookReceiver receiver, Consumer<WebhookEndpoint.Builder> customizer) {
		return WebhookEndpoint.of(receiver.url(), customizer);
	}

	@Test
	void whatIsAnsweredWith500IsSentAgainWithANewStampAndSignature() {
		answerOnce(this.receiver, 500);
		sent("private-a", "a1");
		WebhookReceiver.Received first = this.receiver.next();
		assertThat(first.timeMillis()).isEqualTo(START_MILLIS);
		WebhookReceiver.Received second = this.receiver.next(SECOND, this.edge.ticker());
		assertThat(second.events()).isEqualTo(first.events());
		// the time may have been turned while the request was on its way
		assertThat(second.timeMillis()).isGreaterThan(START_MILLIS).isLessThanOrEqualTo(now());
		assertThat(second.isSigned()).isTrue();
	}

	@Test
	void aRedirectIsNotFollowed() {
		answerOnce(this.receiver, 307);
		sent("private-a", "a1");
		assertThat(this.receiver.next().path()).isEqualTo("/hook");
		assertThat(this.receiver.next(SECOND, this.edge.ticker()).path()).isEqualTo("/hook");
	}

	@Test
	void whatIsNotAnsweredInTimeIsSentAgain() {
		answerOnce(this.hanging, WebhookReceiver.HANG);
		sent("private-hanging", "a1");
		WebhookReceiver.Received first = this.hanging.next(SECOND, this.edge.ticker());
		assertThat(this.hanging.next(SECOND, this.edge.ticker()).events()).isEqualTo(first.events());
		await().until(() -> this.log.containing(":" + this.hanging.port()),
				(lines) -> lines.size() == 1 && lines.get(0).contains("fails (no answer within 300ms)"));
	}

	@Test
	void whatFindsNobodyListeningIsSentAgain() {
		this.receiver.down();
		sent("private-a", "a1");
		await().until(() -> this.log.containing(":" + this.receiver.port()),
				(lines) -> lines.size() == 1 && lines.get(0).contains("fails (ConnectException"));
		this.receiver.up();
		assertThat(names(this.receiver.next(SECOND, this.edge.ticker()))).containsExactly("a1");
	}

	@Test
	void answersWithLongBodiesAreCutShort() {
		this.receiver.answer((request) -> WebhookReceiver.HUGE);
		sent("private-a", "a1", "a2", "a3");
		assertThat(Stream.generate(this.receiver::next).limit(3).flatMap((request) -> names(request).stream()))
			.containsExactly("a1", "a2", "a3");
		await().until(() -> this.receiver.cutShort() > 0);
	}

	@Test
	void theEventsOfAChannelKeepTheirOrderWhateverFails() {
		Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();
		AtomicInteger requests = new AtomicInteger();
		AtomicInteger overlaps = new AtomicInteger();
		List<String> received = new CopyOnWriteArrayList<>();
		this.receiver.answer((request) -> {
			String name = names(request).get(0);
			AtomicInteger ofChannel = underWay.computeIfAbsent(name.substring(0, 1), (channel) -> new AtomicInteger());
			if (ofChannel.incrementAndGet() > 1) {
				overlaps.incrementAndGet();
			}
			int status = (requests.incrementAndGet() % 3 == 0) ? 503 : 204;
			if (status == 204) {
				received.add(name);
			}
			ofChannel.decrementAndGet();
			return status;
		});
		sent("private-a", names("a", 12));
		sent("private-b", names("b", 12));
		sent("private-c", names("c", 12));
		// The time that is turned may pass by an answer, and what was received comes
		// again.
		turnUntil(() -> received.stream().distinct().count() >= 36);
		assertThat(overlaps).hasValue(0);
		for (String channel : List.of("a", "b", "c")) {
			assertThat(received.stream().distinct().filter((name) -> name.startsWith(channel)))
				.containsExactly(names(channel, 12));
		}
	}

	@Test
	void batchesKeepTheOrderOfEachChannelWhateverFails() {
		AtomicInteger requests = new AtomicInteger();
		List<String> received = new CopyOnWriteArrayList<>();
		this.batched.answer((request) -> {
			int status = (requests.incrementAndGet() % 3 == 1) ? 500 : 200;
			if (status == 200) {
				received.addAll(names(request));
			}
			return status;
		});
		sent("private-batch-a", names("a", 50));
		sent("private-batch-b", names("b", 50));
		turnUntil(() -> received.stream().distinct().count() >= 100);
		assertThat(received.stream().distinct().filter((name) -> name.startsWith("a"))).containsExactly(names("a", 50));
		assertThat(received.stream().distinct().filter((name) -> name.startsWith("b"))).containsExactly(names("b", 50));
		assertThat(requests.get()).isLessThan(100);
	}

	@Test
	void aChannelWhoseEventsFailHoldsNoOtherUp() {
		this.receiver.answer((request) -> request.events().contains("private-a") ? 500 : 200);
		sent("private-a", names("a", 20));
		sent("private-b", "b1", "b2");
		assertThat(Stream.generate(this.receiver::next).limit(3).flatMap((request) -> names(request).stream()))
			.containsExactlyInAnyOrder("a1", "b1", "b2");
	}

	@Test
	void afterFiveMinutesAnEventIsGivenUpAndTheNextIsTried() throws Exception {
		this.receiver.answer((request) -> 500);
		Browser a = sent("private-a", "a1");
		List<Long> times = new ArrayList<>();
		// The longest that each back-off may be, and what is left of the five minutes.
		for (int seconds : new int[] { 1, 2, 4, 8, 16, 32, 60, 60, 60, 57 }) {
			times.add(failedAttempt(times.size() + 1));
			this.edge.ticker().advance(seconds, TimeUnit.SECONDS);
		}
		times.add(failedAttempt(times.size() + 1));
		assertThat(times).containsExactly(0L, 1_000L, 3_000L, 7_000L, 15_000L, 31_000L, 63_000L, 123_000L, 183_000L,
				243_000L, 300_000L);
		await().until(this::isGivenUp);
		this.edge.ticker().advance(10, TimeUnit.MINUTES);
		send(a, "private-a", "a2");
		assertThat(names(this.receiver.next())).containsExactly("a2");
	}

	// When the next attempt was made, once it has failed and its back-off has begun.
	private long failedAttempt(int number) throws Exception {
		long time = this.receiver.next().timeMillis() - START_MILLIS;
		this.meters.await(number, "webhooks.requests", "outcome", "failed");
		// Asks all loops, and so is answered when they have done what they were at.
		assertThat(TestHttp
			.get(this.edge.port(), "/apps/3/channels", Map.of("auth_timestamp", Long.toString(now() / 1_000)))
			.statusCode()).isEqualTo(200);
		return time;
	}

	private boolean isGivenUp() {
		return this.log.containing(":" + this.receiver.port()).stream().anyMatch((line) -> line.contains("given up"));
	}

	@Test
	void anEndpointsFailureIsToldInOneLineAndSoIsItsRecovery() {
		AtomicInteger attempts = new AtomicInteger();
		this.receiver.answer((request) -> (attempts.incrementAndGet() <= 5) ? 500 : 200);
		sent("private-a", "a1");
		turnUntil(() -> this.log.containing(":" + this.receiver.port()).size() >= 2);
		assertThat(this.log.containing(":" + this.receiver.port())).satisfiesExactly(
				(line) -> assertThat(line).contains("webhooks[0] of app 3 (http://127.0.0.1:")
					.contains("fails (status 500)")
					.doesNotContain("/hook"),
				(line) -> assertThat(line).contains("receives again; 5 attempts failed, 0 events were given up"));
	}

	@Test
	void whenTheQueueIsFullTheOldestAreDroppedAndTheLogNamesTheKey() throws Exception {
		CountDownLatch mayAnswer = new CountDownLatch(1);
		this.narrow.answer((request) -> {
			try {
				mayAnswer.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return 200;
		});
		Browser browser = sent("private-narrow", names("a", 10));
		assertThat(names(this.narrow.next())).containsExactly("a1");
		browser.roundTrip();
		List<String> lines = await().until(() -> this.log.containing(":" + this.narrow.port()),
				(found) -> !found.isEmpty());
		assertThat(lines.get(0)).contains("1 of the oldest events were dropped").contains("max-queued-events");
		this.meters.await(5, "webhooks.events", "outcome", "dropped");
		turnUntil(() -> this.log.containing(":" + this.narrow.port()).size() >= 2);
		assertThat(this.log.containing(":" + this.narrow.port()).get(1)).contains(" 4 of the oldest events");
		mayAnswer.countDown();
		assertThat(Stream.generate(this.narrow::next).limit(4).flatMap((request) -> names(request).stream()))
			.containsExactly("a7", "a8", "a9", "a10");
	}

	@Test
	void theQueueIsBoundedInBytesToo() {
		CountDownLatch mayAnswer = new CountDownLatch(1);
		this.narrow.answer((request) -> {
			try {
				mayAnswer.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return 200;
		});
		Browser browser = sent("private-bytes");
		String data = "x".repeat(10_000);
		for (int i = 1; i <= 20; i++) {
			browser.send("{\"event\":\"client-a" + i + "\",\"channel\":\"private-bytes\",\"data\":\"" + data + "\"}");
		}
		assertThat(names(this.narrow.next())).containsExactly("a1");
		browser.roundTrip();
		// one under way and five more fill 64 KB
		this.meters.await(14, "webhooks.events", "outcome", "dropped");
		turnUntil(() -> this.log.containing(":" + this.narrow.port())
			.stream()
			.anyMatch((line) -> line.contains(" 13 of")));
		mayAnswer.countDown();
		assertThat(Stream.generate(this.narrow::next).limit(5).flatMap((request) -> names(request).stream()))
			.containsExactly("a16", "a17", "a18", "a19", "a20");
	}

	@Test
	void whatBacksOffIsDroppedTooWhenTheQueueIsFull() {
		this.narrow.answer((request) -> 500);
		Browser browser = sent("private-narrow", "a1");
		this.narrow.next();
		await().until(() -> !this.log.containing(":" + this.narrow.port()).isEmpty());
		this.narrow.answer((request) -> 200);
		for (int i = 2; i <= 6; i++) {
			send(browser, "private-narrow", "a" + i);
		}
		assertThat(Stream.generate(this.narrow::next).limit(5).flatMap((request) -> names(request).stream()))
			.containsExactly("a2", "a3", "a4", "a5", "a6");
	}

	@Test
	void stoppingDeliversWhatIsUnderWayAndWhatWasHeld() {
		answerOnce(this.receiver, 500);
		Browser browser = sent("private-a", "a1", "a2");
		this.receiver.next();
		await().until(() -> !this.log.containing(":" + this.receiver.port()).isEmpty());
		browser.close();
		this.edge.server().stop();
		assertThat(names(this.receiver.next())).containsExactly("a1");
		assertThat(names(this.receiver.next())).containsExactly("a2");
		assertThat(this.other.next().events()).isEqualTo("{\"name\":\"channel_vacated\",\"channel\":\"private-a\"}");
	}

	@Test
	void stoppingDoesNotWaitForAnEndpointForEver() {
		this.narrow.answer((request) -> WebhookReceiver.HANG);
		sent("private-narrow", "a1", "a2").close();
		this.narrow.next();
		long before = System.nanoTime();
		this.edge.server().stop();
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(Duration.ofSeconds(4),
				Duration.ofSeconds(25));
		assertThat(this.log.containing(":" + this.narrow.port())).singleElement().asString().contains("events left: 2");
	}

	private Browser sent(String channel, String... names) {
		Browser browser = this.edge.browser();
		this.browsers.add(browser);
		browser.subscribe(channel);
		for (String name : names) {
			send(browser, channel, name);
		}
		browser.roundTrip();
		return browser;
	}

	private static void send(Browser browser, String channel, String name) {
		browser.send("{\"event\":\"client-" + name + "\",\"channel\":\"" + channel + "\",\"data\":1}");
	}

	private static String[] names(String prefix, int count) {
		return IntStream.rangeClosed(1, count).mapToObj((i) -> prefix + i).toArray(String[]::new);
	}

	private static List<String> names(WebhookReceiver.Received request) {
		return EVENT.matcher(request.events())
			.results()
			.map((MatchResult match) -> match.group(1) + match.group(2))
			.toList();
	}

	private static void answerOnce(WebhookReceiver receiver, int status) {
		AtomicInteger requests = new AtomicInteger();
		receiver.answer((request) -> (requests.getAndIncrement() == 0) ? status : 200);
	}

	private void turnUntil(Callable<Boolean> condition) {
		turnUntil(Duration.ofMillis(500), condition);
	}

	private void turnUntil(Duration step, Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(() -> {
			this.edge.ticker().advance(step.toNanos(), TimeUnit.NANOSECONDS);
			return condition.call();
		});
	}

}
