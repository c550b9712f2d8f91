/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.GroupOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client against a real edge, with real sockets at its other side.
 */
class PipeClientIntegrationTests {

	private static final String KEY = "278d425bdf160c739803";

	private static final String SECRET = "7ad3773142a6692b25b8";

	private PipeServer server = start(0);

	private final PipeClient client = client("3", KEY, SECRET).build();

	@BeforeEach
	void connect() {
		Await.subscribed(this.client, PipeEventType.values());
		Await.connected(this.client);
	}

	PipeProtocol protocol() {
		return PipeProtocol.V1_0;
	}

	@AfterEach
	void stop() {
		Await.disconnected(this.client);
		this.server.close();
	}

	@Test
	void theQuickstartWorks() {
		this.client.sockets()
			.events("eventFromBrowser")
			.flatMap((event) -> this.client.socket(event.socketId()).trigger("acknowledge", Map.of("message", "Roger")))
			.subscribe();
		try (Browser browser = browser()) {
			browser.trigger("eventFromBrowser", "{\"some\":\"data\"}", null);
			JsonNode answer = browser.next("acknowledge");
			assertThat(answer.has("channel")).isFalse();
			assertThat(answer.get("data").asString()).isEqualTo("{\"message\":\"Roger\"}");
		}
	}

	@Test
	void socketsOpenSpeakAndCloseInThisOrder() {
		Recorded<PipeDelivery> deliveries = Recorded.of(this.client.receive());
		Recorded<String> opened = Recorded.of(this.client.sockets().opened());
		Recorded<String> closed = Recorded.of(this.client.sockets().closed());
		String id;
		try (Browser browser = browser()) {
			id = browser.id();
			assertThat(opened.next()).isEqualTo(id);
			browser.trigger("x", "1", null);
			browser.roundTrip();
		}
		assertThat(closed.next()).isEqualTo(id);
		assertThat(deliveries.next(3)).extracting((delivery) -> delivery.notification().getClass().getSimpleName())
			.containsExactly("SocketOpened", "SocketMessage", "SocketClosed");
	}

	@Test
	void allEightFormsGetTheirEvents() {
		try (Browser one = browser(); Browser two = browser()) {
			Recorded<PipeEvent> sockets = Recorded.of(this.client.sockets().events());
			Recorded<PipeEvent> socketsX = Recorded.of(this.client.sockets().events("x"));
			Recorded<PipeEvent> socket = Recorded.of(this.client.socket(one.id()).events());
			Recorded<PipeEvent> socketX = Recorded.of(this.client.socket(one.id()).events("x"));
			Recorded<PipeEvent> channels = Recorded.of(this.client.channels().events());
			Recorded<PipeEvent> channelsX = Recorded.of(this.client.channels().events("x"));
			Recorded<PipeEvent> channel = Recorded.of(this.client.channel("a").events());
			Recorded<PipeEvent> channelX = Recorded.of(this.client.channel("a").events("x"));
			Recorded<PipeEvent> last = Recorded.of(this.client.sockets().events("last"));
			int number = 0;
			for (Browser browser : List.of(one, two)) {
				browser.subscribe("a");
				browser.subscribe("b");
				for (String event : List.of("x", "y")) {
					browser.trigger(event, String.valueOf(number++), null);
					browser.trigger(event, String.valueOf(number++), "a");
					browser.trigger(event, String.valueOf(number++), "b");
				}
				browser.trigger("last", "-1", null);
				last.next();
			}
			assertThat(numbers(sockets)).containsExactly(0, 3, -1, 6, 9, -1);
			assertThat(numbers(socketsX)).containsExactly(0, 6);
			assertThat(numbers(socket)).containsExactly(0, 3, -1);
			assertThat(numbers(socketX)).containsExactly(0);
			assertThat(numbers(channels)).containsExactly(1, 2, 4, 5, 7, 8, 10, 11);
			assertThat(numbers(channelsX)).containsExactly(1, 2, 7, 8);
			assertThat(numbers(channel)).containsExactly(1, 4, 7, 10);
			assertThat(numbers(channelX)).containsExactly(1, 7);
		}
	}

	@Test
	void channelsBecomeOccupiedAndVacated() {
		Recorded<String> occupied = Recorded.of(this.client.channels().occupied());
		Recorded<String> vacated = Recorded.of(this.client.channels().vacated());
		try (Browser one = browser(); Browser two = browser()) {
			one.subscribe("room");
			two.subscribe("room");
			two.subscribe("other");
			assertThat(occupied.next(2)).containsExactly("room", "other");
			one.unsubscribe("room");
			two.unsubscribe("room");
			assertThat(vacated.next()).isEqualTo("room");
		}
		assertThat(vacated.next()).isEqualTo("other");
	}

	@Test
	void anEventGoesToAllSubscribersOrToAllButOne() {
		try (Browser one = browser(); Browser two = browser(); Browser absent = browser()) {
			one.subscribe("room");
			two.subscribe("room");
			Await.completion(this.client.channel("room").trigger("all", List.of(1, 2)));
			Await.completion(this.client.channel("room").except(one.id()).trigger("others", "hello"));
			Await.completion(this.client.channel("room").trigger("end"));
			assertThat(one.next("all").get("channel").asString()).isEqualTo("room");
			one.next("end");
			two.next("all");
			assertThat(two.data("others").asString()).isEqualTo("hello");
			two.next("end");
			absent.roundTrip();
		}
	}

	@Test
	void aSocketThatHasGoneAndAnEmptyChannelAreNoErrors() {
		Await.completion(this.client.socket("1234.5678").trigger("event", 1));
		Await.completion(this.client.channel("nobody-here").trigger("event", 1));
	}

	@Test
	void whatTheEdgeRefusesFailsWithItsReason() {
		StepVerifier.create(this.client.channel("room").trigger("pusher:event", 1))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(PipeTriggerException.class,
					(refused) -> assertThat(refused.code()).isEqualTo(4210)))
			.verify(StubEdge.TIMEOUT);
		StepVerifier.create(this.client.channel("no such name!").trigger("event", 1))
			.expectError(PipeTriggerException.class)
			.verify(StubEdge.TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "true", "-0.5", "\"\"", "\"main\"", "\"123\"", "\"\\\"quoted\\\" é 🚀 \\n\"", "[]",
			"[1,[\"a\",{}],null]", "{}", "{\"a\":{\"b\":[1.5]}}" })
	void everyKindOfJsonGoesThereAndBack(String json) {
		this.client.sockets()
			.events("echo")
			.flatMap((event) -> this.client.socket(event.socketId()).trigger("echo", event.data()))
			.subscribe();
		try (Browser browser = browser()) {
			browser.trigger("echo", json, null);
			assertThat(browser.data("echo")).isEqualTo(JsonMapper.shared().readTree(json));
		}
	}

	@Test
	void theOrderOf2000EventsIsKeptInBothDirections() {
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events("count"));
		try (Browser browser = browser()) {
			for (int i = 0; i < 2000; i++) {
				browser.trigger("count", String.valueOf(i), null);
			}
			assertThat(IntStream.range(0, 2000).map((i) -> number(events.next())))
				.containsExactlyElementsOf(IntStream.range(0, 2000).boxed().toList());
			List<Mono<Void>> replies = new ArrayList<>();
			for (int i = 0; i < 2000; i++) {
				Mono<Void> reply = this.client.socket(browser.id()).trigger("count", i).cache();
				reply.subscribe();
				replies.add(reply);
			}
			for (int i = 0; i < 2000; i++) {
				assertThat(browser.data("count").asInt()).isEqualTo(i);
			}
			Await.completion(Mono.when(replies));
		}
	}

	@Test
	void manySocketsAreAnsweredAtOnce() {
		this.client.receive().subscribe(PipeDelivery::acknowledge);
		this.client.sockets()
			.events("ask")
			.flatMap((event) -> this.client.socket(event.socketId()).trigger("answer", event.data()))
			.subscribe();
		List<Browser> browsers = Stream.generate(this::browser).limit(20).toList();
		for (int round = 0; round < 50; round++) {
			for (Browser browser : browsers) {
				browser.trigger("ask", String.valueOf(round), null);
			}
		}
		for (Browser browser : browsers) {
			for (int round = 0; round < 50; round++) {
				assertThat(browser.data("answer").asInt()).isEqualTo(round);
			}
			browser.close();
		}
	}

	@Test
	void whenTheSecretIsWrongThenThereIsOneErrorAndTheReasonOfTheEdge() {
		PipeClient wrong = client("3", KEY, "wrong").build();
		StepVerifier.create(wrong.connect())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(PipeHandshakeException.class)
				.hasMessage("Cannot connect to ws://127.0.0.1:" + this.server.port() + "/app/3: the edge answered "
						+ "HTTP 401, app id, key or secret is wrong; check appId, key and secret"))
			.verify(StubEdge.TIMEOUT);
		assertThat(wrong.state()).isInstanceOf(PipeState.Failed.class);
	}

	@Test
	void whenTheApplicationIsUnknownThenThereIsOneError() {
		PipeClient wrong = client("404", KEY, SECRET).build();
		StepVerifier.create(wrong.connect()).expectError(PipeHandshakeException.class).verify(StubEdge.TIMEOUT);
	}

	@Test
	void reachesTheEdgeOverTls() throws Exception {
		X509Bundle certificate = new CertificateBuilder().subject("CN=localhost")
			.addSanDnsName("localhost")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		PipeServer secured = PipeServer.builder()
			.address("127.0.0.1")
			.port(0)
			.app(App.of("3", KEY, SECRET))
			.sslContext(
					SslContextBuilder.forServer(certificate.getKeyPair().getPrivate(), certificate.getCertificatePath())
						.build())
			.start();
		try (secured) {
			PipeClientBuilder builder = PipeClient.builder()
				.protocol(protocol())
				.url(URI.create("wss://localhost:" + secured.port()))
				.appId("3")
				.key(KEY)
				.secret(SECRET);
			PipeClient distrusting = builder.build();
			Recorded<PipeState> states = Recorded.of(distrusting.states());
			distrusting.connect().onErrorComplete().subscribe();
			assertThat(states.next(PipeState.Reconnecting.class).reason())
				.hasMessageContaining("unable to find valid certification path");
			Await.disconnected(distrusting);
			PipeClient trusting = builder
				.sslContext(SslContextBuilder.forClient().trustManager(certificate.getCertificate()).build())
				.build();
			Await.connected(trusting);
			Await.completion(trusting.channel("room").trigger("event"));
			Await.disconnected(trusting);
		}
	}

	@Test
	void whenTheEdgeRestartsThenTheClientComesBackAndHearsAgain() {
		Recorded<PipeState> states = Recorded.of(this.client.states());
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());
		int port = this.server.port();
		this.server.close();
		states.next(PipeState.Reconnecting.class);
		this.server = start(port);
		states.next(PipeState.Connected.class);
		try (Browser browser = browser()) {
			browser.trigger("x", "1", null);
			assertThat(number(events.next())).isEqualTo(1);
			Await.completion(this.client.socket(browser.id()).trigger("y"));
			browser.next("y");
		}
	}

	@Test
	void whenTheEdgeStopsGentlyThenTheClientIsToldAndComesBack() {
		Recorded<PipeState> states = Recorded.of(this.client.states());
		int port = this.server.port();
		this.server.stop();
		PipeState.Reconnecting reconnecting = states.next(PipeState.Reconnecting.class);
		assertThat(reconnecting.reason().closeCode()).isEqualTo(4200);
		this.server = start(port);
		states.next(PipeState.Connected.class);
	}

	@Test
	void stoppingAndStartingAgainTenTimesLosesNothingOfTheSetUp() {
		Recorded<PipeEvent> events = Recorded.of(this.client.sockets().events());
		try (Browser browser = browser()) {
			for (int i = 0; i < 10; i++) {
				Await.disconnected(this.client);
				Await.connected(this.client);
				browser.trigger("x", String.valueOf(i), null);
				assertThat(number(events.next())).isEqualTo(i);
			}
		}
	}

	private Browser browser() {
		return new Browser(this.server.port(), KEY);
	}

	private PipeClientBuilder client(String appId, String key, String secret) {
		return PipeClient.builder()
			.protocol(protocol())
			.endpoint(() -> PipeEndpoint.of(URI.create("ws://127.0.0.1:" + this.server.port()), appId, key, secret))
			.reconnect(PipeReconnect.defaults().initialInterval(Duration.ofMillis(20)));
	}

	private static PipeServer start(int port) {
		return PipeServer.builder()
			.address("127.0.0.1")
			.port(port)
			.drainPeriod(Duration.ofMillis(100))
			.app(App.of("3", KEY, SECRET)
				.with(AppOptions.of((options) -> options.backendEventRate(1_000_000)
					.groups(GroupOptions.DEFAULTS.withMemberTimeout(Duration.ofSeconds(30))))))
			.start();
	}

	private static List<Integer> numbers(Recorded<PipeEvent> events) {
		return events.rest().stream().map(PipeClientIntegrationTests::number).toList();
	}

	private static int number(PipeEvent event) {
		return Integer.parseInt(String.valueOf(event.data()));
	}

}
