/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is promised of order, on an edge with several loops.
 */
class OrderTests {

	private static final int COUNT = 2_000;

	private static final Pattern NUMBER = Pattern.compile("\"data\":\"([0-9]+)\"");

	@RegisterExtension
	final TestEdge edge = new TestEdge(
			TestApps.app().with(AppOptions.of((options) -> options.backendEventRate(1_000_000))));

	@Test
	void aSocketsEventsArriveInTheOrderSentBetweenItsOpenAndItsClose() {
		try (Backend backend = this.edge.backend()) {
			Browser browser = this.edge.browser();
			browser.subscribe("room");
			for (int i = 0; i < COUNT; i++) {
				browser.send("{\"event\":\"e\",\"data\":" + i + ((i % 2 == 0) ? ",\"channel\":\"room\"}" : "}"));
			}
			browser.close();
			assertThat(backend.next()).contains("socket_opened");
			assertThat(backend.next()).contains("channel_occupied");
			for (int i = 0; i < COUNT; i++) {
				assertThat(backend.next()).contains("socket_message", "\"data\":" + i + ((i % 2 == 0) ? "," : "}"));
			}
			assertThat(List.of(backend.next(), backend.next())).anyMatch((text) -> text.contains("socket_closed"))
				.anyMatch((text) -> text.contains("channel_vacated"));
		}
	}

	@Test
	void aBackendsEventsArriveInTheOrderSent() {
		try (Backend backend = Backend.connect(this.edge.port()); Browser browser = this.edge.browser()) {
			browser.subscribe("room");
			for (int i = 0; i < COUNT; i++) {
				backend.send("{\"id\":\"" + i + "\",\"method\":\"send_to_channel\",\"params\":{\"channel\":\"room\","
						+ "\"event\":\"e\",\"data\":" + i + "}}");
			}
			for (int i = 0; i < COUNT; i++) {
				assertThat(browser.next()).contains("\"data\":\"" + i + "\"");
				assertThat(backend.next()).startsWith("{\"id\":\"" + i + "\"");
			}
		}
	}

	@Test
	void everySubscriberSeesTheSameOrder() throws Exception {
		List<Browser> subscribers = IntStream.range(0, 6).mapToObj((i) -> this.edge.browser()).toList();
		subscribers.forEach((subscriber) -> subscriber.subscribe("room"));
		try (Backend one = Backend.connect(this.edge.port()); Backend two = Backend.connect(this.edge.port())) {
			CompletableFuture<Void> first = CompletableFuture.runAsync(() -> publish(one, "a"));
			CompletableFuture<Void> second = CompletableFuture.runAsync(() -> publish(two, "b"));
			List<String> expected = receive(subscribers.get(0));
			for (Browser subscriber : subscribers.subList(1, subscribers.size())) {
				assertThat(receive(subscriber)).isEqualTo(expected);
			}
			CompletableFuture.allOf(first, second).get(10, TimeUnit.SECONDS);
		}
		subscribers.forEach(Browser::close);
	}

	@Test
	void whoSubscribesMeanwhileHearsNothingBeforeTheSuccessAndMissesNothingAfterIt() throws Exception {
		List<Browser> subscribers = IntStream.range(0, 6).mapToObj((i) -> this.edge.browser()).toList();
		try (Backend backend = Backend.connect(this.edge.port()); Browser first = this.edge.browser()) {
			first.subscribe("room");
			CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> publish(backend, "e"));
			for (Browser subscriber : subscribers) {
				first.next();
				subscriber.sendSubscribe("room", null);
			}
			publishing.get(10, TimeUnit.SECONDS);
			for (Browser subscriber : subscribers) {
				assertThat(subscriber.next()).contains("pusher_internal:subscription_succeeded");
			}
			// whoever was late has at least this one
			backend.request("send_to_channel", "{\"channel\":\"room\",\"event\":\"e\",\"data\":500}");
			for (Browser subscriber : subscribers) {
				List<Integer> numbers = numbersToTheLast(subscriber);
				assertThat(numbers).isEqualTo(IntStream.rangeClosed(numbers.get(0), 500).boxed().toList());
			}
		}
		subscribers.forEach(Browser::close);
	}

	private static void publish(Backend backend, String name) {
		for (int i = 0; i < 500; i++) {
			backend.send("{\"id\":\"" + i + "\",\"method\":\"send_to_channel\",\"params\":{\"channel\":\"room\","
					+ "\"event\":\"" + name + "\",\"data\":" + i + "}}");
		}
	}

	private static List<Integer> numbersToTheLast(Browser browser) {
		List<Integer> numbers = new ArrayList<>();
		do {
			Matcher matcher = NUMBER.matcher(browser.next());
			assertThat(matcher.find()).isTrue();
			numbers.add(Integer.valueOf(matcher.group(1)));
		}
		while (numbers.get(numbers.size() - 1) < 500);
		return numbers;
	}

	private static List<String> receive(Browser browser) {
		List<String> texts = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			texts.add(browser.next());
		}
		return texts;
	}

}
