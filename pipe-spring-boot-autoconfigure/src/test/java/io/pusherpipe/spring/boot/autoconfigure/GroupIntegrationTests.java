/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.Redelivered;
import io.pusherpipe.spring.annotation.SocketId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for several instances of an application at one edge.
 */
class GroupIntegrationTests {

	private final PipeServer edge = PipeServer.builder().address("127.0.0.1").port(0).app(app()).start();

	private final Queue<Handled> handled = new ConcurrentLinkedQueue<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PipeAutoConfiguration.class,
				PipeHandlerAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.url=ws://127.0.0.1:" + this.edge.port(), "pusher.pipe.app-id=1",
				"pusher.pipe.key=key", "pusher.pipe.secret=hush", "spring.application.name=my orders",
				"pusher.pipe.reconnect.initial-interval=20ms");

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void instancesShareSocketsAndEachEventIsHandledOnceAndInOrder() {
		instance("one").run((one) -> instance("two").run((two) -> {
			awaitConnected(one, two);
			List<Browser> browsers = browsers(two, 32);
			for (int i = 0; i < 10; i++) {
				send(browsers, i);
			}
			await().untilAsserted(() -> assertThat(this.handled).hasSize(320));
			assertThat(this.handled).extracting(Handled::instance).contains("one", "two");
			for (Browser browser : browsers) {
				List<Handled> ofBrowser = handledOf(browser);
				assertThat(ofBrowser).extracting(Handled::number).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
				assertThat(ofBrowser).extracting(Handled::instance).containsOnly(ofBrowser.get(0).instance());
			}
			browsers.forEach(Browser::close);
		}));
	}

	@Test
	void whenAnInstanceStopsTheOtherGetsItsSocketsAndNothingIsLost() {
		instance("one").run((one) -> instance("two").run((two) -> {
			awaitConnected(one, two);
			List<Browser> browsers = browsers(one, 32);
			for (int i = 0; i < 5; i++) {
				send(browsers, i);
			}
			Thread closing = new Thread(two::close);
			closing.start();
			for (int i = 5; i < 10; i++) {
				send(browsers, i);
			}
			closing.join(20_000);
			send(browsers, 10);
			await().untilAsserted(() -> assertThat(this.handled).hasSize(32 * 11));
			assertThat(this.handled).noneMatch(Handled::redelivered);
			for (Browser browser : browsers) {
				List<Handled> ofBrowser = handledOf(browser);
				assertThat(ofBrowser).extracting(Handled::number).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
				assertThat(ofBrowser.get(10).instance()).isEqualTo("one");
			}
			browsers.forEach(Browser::close);
		}));
	}

	@Test
	void whatHappensWhileNoInstanceIsThereIsToldAfterwards() {
		List<Browser> browsers = new ArrayList<>();
		instance("one").run((one) -> {
			awaitConnected(one);
			browsers.addAll(browsers(one, 4));
			send(browsers, 0);
			await().untilAsserted(() -> assertThat(this.handled).hasSize(4));
		});
		send(browsers, 1);
		send(browsers, 2);
		instance("two").run((two) -> {
			await().untilAsserted(() -> assertThat(this.handled).hasSize(12));
			for (Browser browser : browsers) {
				assertThat(handledOf(browser)).extracting(Handled::number).containsExactly(0, 1, 2);
			}
		});
		browsers.forEach(Browser::close);
	}

	@Test
	void withoutAGroupEveryInstanceGetsEveryEvent() {
		instance("one").withPropertyValues("pusher.pipe.group=")
			.run((one) -> instance("two").withPropertyValues("pusher.pipe.group=").run((two) -> {
				awaitConnected(one, two);
				List<Browser> browsers = browsers(two, 4);
				send(browsers, 0);
				await().untilAsserted(() -> assertThat(this.handled).hasSize(8));
				for (Browser browser : browsers) {
					assertThat(handledOf(browser)).extracting(Handled::instance)
						.containsExactlyInAnyOrder("one", "two");
				}
				browsers.forEach(Browser::close);
			}));
	}

	@Test
	void whatWasBeingHandledWhenTheConnectionWasCutIsDeliveredAgain() {
		AtomicReference<@Nullable Connection> connection = new AtomicReference<>();
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		instance("one")
			.withBean(PipeClientBuilderCustomizer.class,
					() -> (builder) -> builder.httpClient((client) -> client.doOnConnected(connection::set)))
			.withBean(Holding.class, () -> new Holding(this.handled, entered, release))
			.run((context) -> {
				awaitConnected(context);
				try (Browser browser = browsers(context, 1).get(0)) {
					browser.trigger("hold", "1");
					entered.await();
					String before = context.getBean(PipeClient.class).socketId();
					Connection cut = connection.get();
					assertThat(cut).isNotNull();
					cut.channel().close().sync();
					await().until(() -> {
						String now = context.getBean(PipeClient.class).socketId();
						return now != null && !now.equals(before);
					});
					release.countDown();
					await().untilAsserted(() -> assertThat(handledOf(browser)).extracting(Handled::redelivered)
						.containsExactly(false, true));
				}
			});
	}

	// Nobody is to be given up for being slow, where machines are busy with many tests.
	private static App app() {
		App app = App.of("1", "key", "hush");
		return app.with(AppOptions
			.of((options) -> options.groups(app.options().groups().withMemberTimeout(Duration.ofSeconds(30)))));
	}

	private ApplicationContextRunner instance(String name) {
		return this.runner.withBean(Counting.class, () -> new Counting(name, this.handled));
	}

	private List<Handled> handledOf(Browser browser) {
		return this.handled.stream().filter((event) -> event.socketId().equals(browser.socketId())).toList();
	}

	private static void awaitConnected(AssertableApplicationContext... contexts) {
		for (ApplicationContext context : contexts) {
			await().until(() -> context.getBean(PipeClient.class).state().isConnected());
		}
	}

	private static List<Browser> browsers(ApplicationContext context, int count) {
		PipeConnectionDetails details = context.getBean(PipeConnectionDetails.class);
		List<Browser> browsers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			browsers.add(Browser.connect(details));
		}
		return browsers;
	}

	private static void send(List<Browser> browsers, int number) {
		browsers.forEach((browser) -> browser.trigger("count", String.valueOf(number)));
	}

	record Handled(String instance, String socketId, int number, boolean redelivered) {

	}

	static class Counting {

		private final String instance;

		private final Queue<Handled> handled;

		Counting(String instance, Queue<Handled> handled) {
			this.instance = instance;
			this.handled = handled;
		}

		@OnSocketEvent("count")
		void count(@SocketId String socket, RawJson number, @Redelivered boolean redelivered) {
			this.handled.add(new Handled(this.instance, socket, Integer.parseInt(number.toString()), redelivered));
		}

	}

	static class Holding {

		private final Queue<Handled> handled;

		private final CountDownLatch entered;

		private final CountDownLatch release;

		Holding(Queue<Handled> handled, CountDownLatch entered, CountDownLatch release) {
			this.handled = handled;
			this.entered = entered;
			this.release = release;
		}

		@OnSocketEvent("hold")
		void hold(@SocketId String socket, int number, @Redelivered boolean redelivered) throws InterruptedException {
			this.handled.add(new Handled("holding", socket, number, redelivered));
			this.entered.countDown();
			this.release.await();
		}

	}

}
