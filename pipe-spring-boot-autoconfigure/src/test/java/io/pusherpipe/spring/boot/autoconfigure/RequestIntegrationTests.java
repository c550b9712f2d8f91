/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.client.PipeChannelInfo;
import io.pusherpipe.client.PipeChannelUser;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeSocketInfo;
import io.pusherpipe.spring.annotation.AuthenticateUser;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.OnMemberAdded;
import io.pusherpipe.spring.annotation.OnMemberRemoved;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.UserAuthentication;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.handler.PipeReplyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what pages ask an application with the real edge, and what it asks of the
 * edge.
 */
class RequestIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PipeServerAutoConfiguration.class,
				PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1");

	@Test
	void aMethodsResultAnswersAPage() {
		this.runner.withBean(Prices.class).run((context) -> {
			try (Browser browser = browser(context)) {
				assertThat(ask(browser, "price", "{\"sym\":\"EUR\"}")).hasToString("{\"id\":1,\"result\":1.09}");
				assertThat(ask(browser, "price", "{\"sym\":\"XXX\"}"))
					.hasToString("{\"id\":1,\"error\":{\"code\":404,\"message\":\"No such currency\"}}");
				assertThat(ask(browser, "fail", "1"))
					.hasToString("{\"id\":1,\"error\":{\"code\":4500,\"message\":\"The backend failed\"}}");
				assertThat(ask(browser, "unknown", "1").at("/error/code").asInt()).isEqualTo(4404);
			}
		});
	}

	@Test
	void methodsAuthorizeChannelsAndSignUsersIn() {
		this.runner.withBean(Doors.class).run((context) -> {
			try (Browser browser = browser(context)) {
				browser.trigger("pipe:authenticate", "{\"id\":1}");
				browser.signIn(result(reply(browser)));
				JsonNode authorization = authorize(browser, "presence-room");
				JsonNode members = browser.subscribe("presence-room", result(authorization));
				assertThat(members.at("/presence/hash/7/name").asString()).isEqualTo("Ann");
				assertThat(authorize(browser, "private-closed").at("/error/code").asInt()).isEqualTo(4403);
				List<String> log = context.getBean(Doors.class).log;
				await().untilAsserted(() -> assertThat(log).containsExactly("added 7 to presence-room"));
			}
			await().untilAsserted(() -> assertThat(context.getBean(Doors.class).log)
				.containsExactly("added 7 to presence-room", "removed 7 from presence-room"));
		});
	}

	@Test
	void theEdgeTellsWhoIsThere() {
		this.runner.withBean(Doors.class).run((context) -> {
			PipeOperations pipe = context.getBean(PipeOperations.class);
			try (Browser browser = browser(context).subscribe("room")) {
				String id = browser.socketId();
				browser.subscribe("presence-room", result(authorize(browser, "presence-room")));
				assertThat(get(pipe.sockets())).containsExactly(id);
				assertThat(get(pipe.channels())).containsExactly(new PipeChannelInfo("presence-room", true, 1, 1),
						new PipeChannelInfo("room", true, 1, null));
				assertThat(get(pipe.channel("room").info())).isEqualTo(new PipeChannelInfo("room", true, 1, null));
				assertThat(get(pipe.channel("room").sockets())).containsExactly(id);
				assertThat(get(pipe.channel("presence-room").users())).extracting(PipeChannelUser::id)
					.containsExactly("7");
				assertThat(get(pipe.socket(id).info())).satisfies((info) -> {
					assertThat(info.open()).isTrue();
					assertThat(info.channels()).containsExactlyInAnyOrder("room", "presence-room");
				});
				assertThat(get(pipe.socket("9.9").info())).isEqualTo(new PipeSocketInfo(false, List.of(), null));
				assertThat(get(pipe.info()).sockets()).isOne();
			}
		});
	}

	@Test
	void theApplicationSubscribesUnsubscribesAndClosesSockets() {
		this.runner.run((context) -> {
			PipeOperations pipe = context.getBean(PipeOperations.class);
			Browser browser = browser(context);
			get(pipe.socket(browser.socketId()).subscribe("room"));
			browser.expect("pusher_internal:subscription_succeeded");
			get(pipe.socket(browser.socketId()).subscribe("presence-room", Map.of("user_id", "7")));
			browser.expect("pusher_internal:subscription_succeeded");
			get(pipe.channels("room", "presence-room").trigger("hello", 1));
			browser.expect("hello");
			browser.expect("hello");
			get(pipe.socket(browser.socketId()).unsubscribe("room"));
			browser.expect("pipe:unsubscribed");
			get(pipe.socket(browser.socketId()).close(4100, "later"));
			assertThat(browser.closeCode()).isEqualTo(4100);
		});
	}

	private static JsonNode ask(Browser browser, String event, String data) {
		browser.trigger("pipe:request", "{\"id\":1,\"event\":\"" + event + "\",\"data\":" + data + "}");
		return reply(browser);
	}

	private static JsonNode authorize(Browser browser, String channel) {
		browser.trigger("pipe:authorize", "{\"id\":1,\"channel\":\"" + channel + "\"}");
		return reply(browser);
	}

	private static JsonNode result(JsonNode reply) {
		assertThat(reply.has("result")).as(reply.toString()).isTrue();
		return reply.get("result");
	}

	private static JsonNode reply(Browser browser) {
		return JsonMapper.shared().readTree(browser.expect("pipe:reply").get("data").asString());
	}

	private static <T> T get(CompletableFuture<T> future) throws Exception {
		return future.get(10, TimeUnit.SECONDS);
	}

	private static Browser browser(ApplicationContext context) {
		await().until(() -> context.getBean(PipeClient.class).state().isConnected());
		return Browser.connect(context.getBean(PipeConnectionDetails.class));
	}

	record Currency(String sym) {

	}

	static class Prices {

		@OnSocketEvent("price")
		double price(Currency currency) {
			if (!currency.sym().equals("EUR")) {
				throw new PipeReplyException(404, "No such currency");
			}
			return 1.09;
		}

		@OnSocketEvent("fail")
		void fail() {
			throw new IllegalStateException("Asked to fail");
		}

	}

	static class Doors {

		final List<String> log = new CopyOnWriteArrayList<>();

		@AuthenticateUser
		UserAuthentication user(@SocketId String socket) {
			return UserAuthentication.as("7");
		}

		@AuthorizeChannel("presence-*")
		ChannelAuthorization presence(@UserId @Nullable String user) {
			return ChannelAuthorization.allow("7", Map.of("name", "Ann"));
		}

		@AuthorizeChannel
		boolean others() {
			return false;
		}

		@OnMemberAdded
		void added(@ChannelName String channel, @UserId String user) {
			this.log.add("added " + user + " to " + channel);
		}

		@OnMemberRemoved
		void removed(@ChannelName String channel, @UserId String user) {
			this.log.add("removed " + user + " from " + channel);
		}

	}

}
