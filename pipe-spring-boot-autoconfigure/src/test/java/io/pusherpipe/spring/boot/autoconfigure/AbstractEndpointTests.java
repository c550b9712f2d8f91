/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.core.PipeTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Health and {@code /actuator/pipe} over HTTP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractEndpointTests {

	private static final String SECRET = "the-secret-of-the-application";

	private final WebApplicationType webApplicationType;

	private final HttpClient http = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	private Handlers handlers;

	@SuppressWarnings("NullAway.Init")
	AbstractEndpointTests(WebApplicationType webApplicationType) {
		this.webApplicationType = webApplicationType;
	}

	@BeforeAll
	void start() {
		this.context = run("management.endpoints.web.exposure.include=health,pipe",
				"management.endpoint.health.show-details=always");
		this.handlers = this.context.getBean(Handlers.class);
		await().until(() -> client().state().isConnected());
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(this.webApplicationType)
			.properties("server.port=0", "server.address=127.0.0.1", "server.netty.max-keep-alive-requests=1",
					"pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1", "pusher.pipe.secret=" + SECRET,
					"pusher.pipe.member=web-1", "spring.application.name=shop", "spring.main.banner-mode=off",
					"spring.main.register-shutdown-hook=false")
			.properties(properties)
			.run();
	}

	@Test
	void tellsStateAndHandlers() {
		JsonNode pipe = pipe();
		assertThat(pipe.get("state").asString()).isEqualTo("connected");
		assertThat(pipe.get("since").asString()).startsWith("20");
		assertThat(pipe.get("url").asString()).startsWith("ws://").doesNotContain("?");
		assertThat(pipe.get("socketId").asString()).isEqualTo(client().socketId());
		assertThat(pipe.get("group").asString()).isEqualTo("shop");
		assertThat(pipe.get("member").asString()).isEqualTo("web-1");
		assertThat(pipe.get("handling").asString()).isEqualTo("running");
		assertThat(pipe.get("subscriptions")).hasToString("[\"socket_existence\",\"socket_message\"]");
		assertThat(pipe.get("filter")).hasToString(
				"{\"backChannel\":[\"count\",\"hold\"],\"channels\":[{\"channel\":\"room-*\",\"event\":\"say\"}],"
						+ "\"existence\":[]}");
		assertThat(pipe.get("handlers").findValuesAsString("annotation")).containsExactly("OnSocketOpen",
				"OnSocketEvent", "OnSocketEvent", "OnChannelEvent");
		assertThat(pipe.at("/handlers/3/conditions/0")).hasToString("{\"channels\":[\"room-*\"],\"events\":[\"say\"]}");
		assertThat(pipe.at("/handlers/3/method").asString()).contains("Handlers.said(");
	}

	@Test
	void counts() {
		JsonNode before = pipe().get("counters");
		int seen = this.handlers.numbers.size();
		try (Browser browser = browser()) {
			browser.trigger("count", "1");
			browser.trigger("count", "-1");
			await().until(() -> this.handlers.numbers.size() == seen + 2);
		}
		assertThat(this.context.getBean(PipeTemplate.class).channel("c").trigger("e"))
			.succeedsWithin(Duration.ofSeconds(10));
		await().untilAsserted(() -> {
			JsonNode counters = pipe().get("counters");
			assertThat(growth(before, counters, "/handled")).isGreaterThanOrEqualTo(3);
			assertThat(growth(before, counters, "/failed")).isEqualTo(1);
			assertThat(growth(before, counters, "/received/socket_message")).isEqualTo(2);
			assertThat(growth(before, counters, "/triggers/success")).isEqualTo(1);
			assertThat(counters.at("/unfinished").asInt()).isZero();
			assertThat(counters.at("/unacknowledged").asInt()).isZero();
		});
	}

	private static long growth(JsonNode before, JsonNode after, String pointer) {
		return after.at(pointer).asLong() - before.at(pointer).asLong();
	}

	@Test
	void whilePausedEventsWaitAndTriggersWork() {
		String member = client().member();
		act("pause");
		await().until(() -> "paused".equals(pipe().get("handling").asString()));
		assertThat(pipe().get("state").asString()).isEqualTo("connected");
		assertThat(health("").get("status").asString()).isEqualTo("UP");
		int seen = this.handlers.numbers.size();
		try (Browser browser = browser()) {
			browser.trigger("count", "5");
			assertThat(this.context.getBean(PipeTemplate.class).socket(browser.socketId()).trigger("hello"))
				.succeedsWithin(Duration.ofSeconds(10));
			browser.expect("hello");
			assertThat(this.handlers.numbers).hasSize(seen);
			act("resume");
			await().until(() -> this.handlers.numbers.size() == seen + 1);
		}
		await().until(() -> "running".equals(pipe().get("handling").asString()));
		assertThat(client().member()).isEqualTo(member);
	}

	@Test
	void aRestartConnectsAnewAndLosesNothing() {
		String before = String.valueOf(client().socketId());
		int first = this.handlers.numbers.size();
		try (Browser browser = browser()) {
			IntStream.range(0, 40).forEach((number) -> browser.trigger("count", String.valueOf(number)));
			assertThat(act("restart").get("handling").asString()).isIn("restarting", "running");
			IntStream.range(40, 80).forEach((number) -> browser.trigger("count", String.valueOf(number)));
			await().until(() -> this.handlers.numbers.size() >= first + 80);
		}
		assertThat(List.copyOf(this.handlers.numbers.subList(first, this.handlers.numbers.size())))
			.containsExactlyElementsOf(IntStream.range(0, 80).boxed().toList());
		await().until(() -> "running".equals(pipe().get("handling").asString()));
		// The connection comes by itself, and other tests begin with one.
		await().until(() -> client().state().isConnected());
		assertThat(client().socketId()).isNotEqualTo(before);
	}

	@Test
	void whileAnActionIsUnderWayAnotherOneIsRefused() {
		try (Browser browser = browser()) {
			browser.trigger("hold", "1");
			await().until(() -> this.handlers.holding.getCount() == 0);
			assertThat(act("pause").get("handling").asString()).isEqualTo("pausing");
			assertThat(post("{\"action\":\"restart\"}").statusCode()).isEqualTo(400);
			assertThat(pipe().get("handling").asString()).isEqualTo("pausing");
			this.handlers.released.countDown();
			await().until(() -> "paused".equals(pipe().get("handling").asString()));
		}
		act("resume");
		await().until(() -> "running".equals(pipe().get("handling").asString()));
	}

	@Test
	void refusesActionsThatItDoesNotKnow() {
		assertThat(post("{\"action\":\"explode\"}").statusCode()).isEqualTo(400);
		assertThat(post("{}").statusCode()).isEqualTo(400);
	}

	@Test
	void healthTellsOfTheConnection() {
		JsonNode health = health("");
		assertThat(health.at("/components/pipe/status").asString()).isEqualTo("UP");
		assertThat(health.at("/components/pipe/details/state").asString()).isIn("connected", "connecting",
				"reconnecting");
		assertThat(health.at("/components/pipe/details/group").asString()).isEqualTo("shop");
	}

	@Test
	void nothingTellsTheSecret() {
		assertThat(get("/actuator/pipe").body()).doesNotContain(SECRET);
		assertThat(get("/actuator/health").body()).doesNotContain(SECRET);
	}

	private PipeClient client() {
		return this.context.getBean(PipeClient.class);
	}

	private Browser browser() {
		return Browser.connect(this.context.getBean(PipeConnectionDetails.class));
	}

	private JsonNode pipe() {
		HttpResponse<String> response = get("/actuator/pipe");
		assertThat(response.statusCode()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private JsonNode health(String path) {
		return JsonMapper.shared().readTree(get("/actuator/health" + path).body());
	}

	private JsonNode act(String action) {
		HttpResponse<String> response = post("{\"action\":\"" + action + "\"}");
		assertThat(response.statusCode()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private HttpResponse<String> get(String path) {
		return get(this.context, path);
	}

	HttpResponse<String> get(ConfigurableApplicationContext context, String path) {
		return send(context, path, null);
	}

	private HttpResponse<String> post(String body) {
		return send(this.context, "/actuator/pipe", body);
	}

	private HttpResponse<String> send(ConfigurableApplicationContext context, String path, @Nullable String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(
				URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path));
		if (body != null) {
			request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
		}
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Handlers handlers() {
			return new Handlers();
		}

	}

	static class Handlers {

		final List<Integer> numbers = new CopyOnWriteArrayList<>();

		final CountDownLatch holding = new CountDownLatch(1);

		final CountDownLatch released = new CountDownLatch(1);

		@OnSocketOpen
		void opened() {
		}

		@OnSocketEvent("count")
		void count(int number) {
			this.numbers.add(number);
			if (number < 0) {
				throw new IllegalArgumentException("negative");
			}
		}

		@OnSocketEvent("hold")
		void hold() throws InterruptedException {
			this.holding.countDown();
			this.released.await();
		}

		@OnChannelEvent(channel = "room-*", event = "say")
		void said(String text) {
		}

	}

}
