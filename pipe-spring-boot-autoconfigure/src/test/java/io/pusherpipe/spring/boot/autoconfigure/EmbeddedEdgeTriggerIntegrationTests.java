/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.pusherpipe.client.PipeNotConnectedException;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.core.PipeTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.pusherpipe.spring.boot.autoconfigure.EmbeddedEdge.awaitConnected;
import static io.pusherpipe.spring.boot.autoconfigure.EmbeddedEdge.browser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what an application sends, with the real edge in it.
 */
class EmbeddedEdgeTriggerIntegrationTests {

	private final ApplicationContextRunner runner = EmbeddedEdge.runner();

	@Test
	void everySubscriberButTheExcludedOneGetsAnEvent() {
		this.runner.run((context) -> {
			awaitConnected(context);
			PipeOperations pipe = context.getBean(PipeOperations.class);
			try (Browser one = browser(context).subscribe("room"); Browser two = browser(context).subscribe("room")) {
				pipe.channel("room").except(one.socketId()).trigger("first", Map.of("n", 1)).get(10, TimeUnit.SECONDS);
				pipe.channel("room").trigger("second").get(10, TimeUnit.SECONDS);
				pipe.channel("room").trigger("third", RawJson.of("[ 3 ]"));
				assertThat(two.expect("first").get("data").asString()).isEqualTo("{\"n\":1}");
				assertThat(two.expect("second").get("channel").asString()).isEqualTo("room");
				assertThat(two.expect("third").get("data").asString()).isEqualTo("[ 3 ]");
				one.expect("second");
				one.expect("third");
				assertThat(one.hasReceived("first")).isFalse();
			}
		});
	}

	@Test
	void whatIsTriggeredArrivesAlsoWhenNobodyLooksAtTheResult() {
		this.runner.run((context) -> {
			awaitConnected(context);
			PipeTemplate pipe = context.getBean(PipeTemplate.class);
			try (Browser browser = browser(context)) {
				PipeSocket socket = pipe.socket(browser.socketId());
				IntStream.range(0, 500).forEach((i) -> socket.trigger("count", i));
				for (int i = 0; i < 500; i++) {
					assertThat(browser.expect("count").get("data").asString()).isEqualTo(String.valueOf(i));
				}
			}
		});
	}

	@Test
	void whenASocketHasGoneThenTriggeringToItIsNoError() {
		this.runner.run((context) -> {
			awaitConnected(context);
			assertThat(
					context.getBean(PipeTemplate.class).socket("1.1").trigger("late", "data").get(10, TimeUnit.SECONDS))
				.isNull();
		});
	}

	@Test
	void whenANameCannotBeThenRefusesItAtTheCall() {
		this.runner.run((context) -> {
			PipeTemplate pipe = context.getBean(PipeTemplate.class);
			assertThatIllegalArgumentException().isThrownBy(() -> pipe.channel("my room"))
				.withMessageContaining("'my room'");
			assertThatIllegalArgumentException().isThrownBy(() -> pipe.socket("1.1").trigger("pusher:error"))
				.withMessageContaining("'pusher:error'");
		});
	}

	@Test
	void whenThereIsNoConnectionThenATriggerFailsAndSaysSo() {
		this.runner.withPropertyValues("pusher.pipe.auto-startup=false").run((context) -> {
			CompletableFuture<Void> sent = context.getBean(PipeTemplate.class).socket("1.1").trigger("e", 1);
			assertThat(sent).failsWithin(10, TimeUnit.SECONDS)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(PipeNotConnectedException.class);
		});
	}

}
