/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.FallbackClient;
import io.pusherpipe.server.test.TestApps;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, HTTP fallback transports.
 */
class FallbackTests {

	private static final String SUBSCRIBE = "[\"{\\\"event\\\":\\\"pusher:subscribe\\\",\\\"data\\\":{\\\"channel\\\":\\\"room\\\"}}\"]";

	@RegisterExtension
	final TestEdge edge = new TestEdge((builder) -> builder.maxQueuedBytes(64 * 1024)
		.app(App.of("4", "disabled", "s").with(AppOptions.of((options) -> options.enabled(false))))
		.app(App.of("6", "small", "s").with(AppOptions.of((options) -> options.maxConnections(1)))));

	@Test
	void aStreamBeginsWithOpenAndCarriesTheHandshakeAndEvents() throws Exception {
		FallbackClient client = client();
		try (FallbackClient.Stream stream = client.stream()) {
			assertThat(stream.line()).isEqualTo("o");
			assertThat(stream.line())
				.matches("a\\[\"\\{\\\\\"event\\\\\":\\\\\"pusher:connection_established\\\\\",.*\\}\"\\]");
			assertThat(stream.response().statusCode()).isEqualTo(200);
			assertThat(stream.response().headers().firstValue("Access-Control-Allow-Origin")).contains("*");
			assertThat(client.send(SUBSCRIBE).statusCode()).isEqualTo(204);
			assertThat(stream.line()).contains("subscription_succeeded");
			publish("room", "a\\\"b\\n\\\\ é 😀");
			assertThat(stream.line()).startsWith("a[\"{").contains("é 😀").endsWith("}\"]");
		}
	}

	@Test
	void aPollEndsAfterOneBatchAndTheNextGoesOn() throws Exception {
		FallbackClient client = client();
		try (FallbackClient.Stream first = client.poll()) {
			assertThat(first.line()).isEqualTo("o");
			assertThat(first.line()).contains("connection_established");
			assertThat(first.line()).isNull();
		}
		client.send(SUBSCRIBE);
		publish("room", "one");
		publish("room", "two");
		String received = "";
		while (!received.contains("two")) {
			try (FallbackClient.Stream next = client.poll()) {
				received += next.line();
				assertThat(next.line()).isNull();
			}
		}
		assertThat(received).containsSubsequence("subscription_succeeded", "one", "two").doesNotContain("ao");
	}

	@Test
	void messagesReachTheBackendsAndTheEndAsWell() {
		try (Backend backend = this.edge.backend()) {
			FallbackClient client = client();
			try (FallbackClient.Stream stream = client.stream()) {
				stream.line("connection_established");
				backend.next("socket_opened");
				client.send("[\"{\\\"event\\\":\\\"one\\\"}\",\"{\\\"event\\\":\\\"two\\\"}\"]");
				assertThat(backend.next("socket_message")).contains("\"one\"");
				assertThat(backend.next("socket_message")).contains("\"two\"");
			}
			backend.next("socket_closed");
		}
	}

	@Test
	void requestsThatOvertakeEachOtherAreTakenInTheClientsOrder() {
		try (Backend backend = this.edge.backend()) {
			FallbackClient client = client();
			try (FallbackClient.Stream stream = client.stream()) {
				stream.line("connection_established");
				int first = client.skipNumber();
				CompletableFuture<HttpResponse<String>> third = client.sendLater(first + 2, event("three"));
				CompletableFuture<HttpResponse<String>> second = client.sendLater(first + 1, event("two"));
				assertThat(client.sendAs(first, event("one")).statusCode()).isEqualTo(204);
				CompletableFuture.allOf(second, third).orTimeout(10, TimeUnit.SECONDS).join();
				assertThat(backend.next("socket_message")).contains("\"one\"");
				assertThat(backend.next("socket_message")).contains("\"two\"");
				assertThat(backend.next("socket_message")).contains("\"three\"");
			}
		}
	}

	@Test
	void aRequestThatNeverComesHoldsUpTheOthersForAMomentOnly() {
		try (Backend backend = this.edge.backend()) {
			FallbackClient client = client();
			try (FallbackClient.Stream stream = client.stream()) {
				stream.line("connection_established");
				for (int i = 0; i < 3; i++) {
					int missing = client.skipNumber();
					CompletableFuture<HttpResponse<String>> sent = client.sendLater(client.skipNumber(),
							event("after" + missing));
					Awaitility.await().until(() -> {
						this.edge.ticker().advance(100, TimeUnit.MILLISECONDS);
						return sent.isDone();
					});
					assertThat(backend.next("socket_message")).contains("after" + missing);
				}
				client.skipNumber();
				assertThat(client.send(event("no more")).statusCode()).isEqualTo(204);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "/pusher/app/KEY, protocol=3, 4007, Unsupported protocol version",
			"/pusher/app/KEY, x=1, 4008, No protocol version supplied",
			"/pusher/app/nokey, protocol=7, 4001, Application does not exist",
			"/pusher/app/disabled, protocol=7, 4003, Application disabled" })
	void aRefusalComesAsErrorAndCloseLine(String path, String query, int code, String reason) {
		FallbackClient client = new FallbackClient(this.edge.port(), path.replace("KEY", TestApps.KEY), query);
		try (FallbackClient.Stream stream = client.stream()) {
			assertThat(stream.line()).isEqualTo("o");
			assertThat(stream.line()).contains("pusher:error").contains("" + code);
			assertThat(stream.line()).isEqualTo("c[" + code + ",\"" + reason + "\"]");
			assertThat(stream.line()).isNull();
		}
		assertThat(client.send("[]").statusCode()).isEqualTo(404);
	}

	@Test
	void countsAsASocketOfItsApp() {
		FallbackClient first = new FallbackClient(this.edge.port(), "/pusher/app/small", "protocol=7");
		try (FallbackClient.Stream stream = first.stream()) {
			stream.line("connection_established");
			FallbackClient second = new FallbackClient(this.edge.port(), "/pusher/app/small", "protocol=7");
			try (FallbackClient.Stream refused = second.poll()) {
				assertThat(refused.line("c[")).startsWith("c[4004,");
			}
		}
	}

	@Test
	void whenThePageGoesAStreamedSocketLeavesAtOnce() {
		try (Browser other = this.edge.browser()) {
			other.subscribe("presence-room", "{\"user_id\":\"other\"}");
			FallbackClient client = client();
			FallbackClient.Stream stream = client.stream();
			String id = stream.line("connection_established").replaceAll(".*socket_id[\\\\\":]+([0-9.]+).*", "$1");
			client.send(subscribe(id, "presence-room", "{\"user_id\":\"me\"}"));
			other.next("pusher_internal:member_added");
			stream.close();
			other.next("pusher_internal:member_removed");
		}
	}

	@Test
	void whenNobodyPollsAnyMoreTheSocketEnds() {
		try (Backend backend = this.edge.backend()) {
			FallbackClient client = client();
			try (FallbackClient.Stream stream = client.poll()) {
				stream.line("connection_established");
				assertThat(stream.line()).isNull();
			}
			this.edge.ticker().advance(9, TimeUnit.SECONDS);
			assertThat(client.send("[]").statusCode()).isEqualTo(204);
			try (FallbackClient.Stream stream = client.poll()) {
				assertThat(stream.line()).isEqualTo("h");
				assertThat(stream.line()).isNull();
			}
			Awaitility.await().until(() -> {
				this.edge.ticker().advance(1, TimeUnit.SECONDS);
				return client.send("[]").statusCode() == 404;
			});
			backend.next("socket_closed");
			try (FallbackClient.Stream stream = client.poll()) {
				// The client takes this for what it is: its session is lost.
				assertThat(stream.line()).isEqualTo("o");
			}
		}
	}

	@Test
	void aSilentStreamIsSentAHeartbeatAndThenClosed() {
		FallbackClient client = client();
		try (FallbackClient.Stream stream = client.stream()) {
			stream.line("connection_established");
			this.edge.ticker().advance(26, TimeUnit.SECONDS);
			assertThat(stream.line()).isEqualTo("h");
			client.send("[]");
			this.edge.ticker().advance(26, TimeUnit.SECONDS);
			assertThat(stream.line()).isEqualTo("h");
			this.edge.ticker().advance(31, TimeUnit.SECONDS);
			assertThat(stream.line()).isEqualTo("c[4201,\"Pong reply not received\"]");
			assertThat(stream.line()).isNull();
		}
	}

	@Test
	void aClientsOwnHeartbeatIsAnsweredOnce() {
		FallbackClient client = client();
		try (FallbackClient.Stream stream = client.stream()) {
			stream.line("connection_established");
			client.send("[]");
			assertThat(stream.line()).isEqualTo("h");
			// That is how the client takes it.
			client.send("[]");
			client.send(event("pusher:ping"));
			assertThat(stream.line()).contains("pusher:pong");
		}
	}

	@Test
	void aStreamEndsWhereTheClientAsksAnewAndNothingIsLost() throws Exception {
		FallbackClient client = client();
		List<String> lines = new ArrayList<>();
		int streams = 0;
		FallbackClient.Stream stream = client.stream();
		stream.line("connection_established");
		client.send(SUBSCRIBE);
		stream.line("subscription_succeeded");
		int length = 0;
		for (int i = 0; i < 80; i++) {
			publish("room", i + "é".repeat(4_000));
			String line = stream.line();
			if (line == null) {
				assertThat(length).isGreaterThan(256 * 1024 - 1_000);
				streams++;
				length = 0;
				stream = client.stream();
				line = stream.line();
			}
			length += String.valueOf(line).length() + 1;
			lines.add(String.valueOf(line).replaceAll("é+", ""));
		}
		stream.close();
		assertThat(streams).isEqualTo(1);
		for (int i = 0; i < 80; i++) {
			assertThat(lines.get(i)).contains("\\\"data\\\":\\\"" + i + "\\\"");
		}
	}

	@Test
	void aClientThatDoesNotFetchIsEvicted() throws Exception {
		FallbackClient client = client();
		client.poll().line("connection_established");
		client.send(SUBSCRIBE);
		client.poll().line("subscription_succeeded");
		for (int i = 0; i < 20; i++) {
			publish("room", "x".repeat(9_000));
		}
		// Asks the homes of all channels, and so is answered after the events. A poll
		// that came before the last of them would fetch what there is.
		assertThat(TestHttp.get(this.edge.port(), "/apps/3/channels", Map.of()).statusCode()).isEqualTo(200);
		try (FallbackClient.Stream stream = client.poll()) {
			assertThat(stream.line()).isEqualTo("c[4100,\"Over capacity\"]");
		}
	}

	@Test
	void whenTheEdgeStopsPollersAreToldToComeBackAtOnce() {
		FallbackClient client = client();
		try (FallbackClient.Stream first = client.poll()) {
			first.line("connection_established");
		}
		try (FallbackClient.Stream second = client.poll()) {
			client.send("[]");
			assertThat(second.line()).isEqualTo("h");
		}
		try (FallbackClient.Stream third = client.poll()) {
			client.send(SUBSCRIBE);
			assertThat(third.line()).contains("subscription_succeeded");
		}
		FallbackClient.Stream last = client.poll();
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(this.edge.server()::stop);
		assertThat(last.line()).isEqualTo("c[4200,\"Generic reconnect immediately\"]");
		stopped.orTimeout(10, TimeUnit.SECONDS).join();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "[1]", "[\"a\"", "[\"a\"] x", "nonsense", "[[\"a\"]]" })
	void whatIsNoArrayOfStringsIsAnsweredWith400(String body) {
		FallbackClient client = client();
		try (FallbackClient.Stream stream = client.stream()) {
			stream.line("connection_established");
			assertThat(client.send(body).statusCode()).isEqualTo(400);
			assertThat(client.send("[]").statusCode()).isEqualTo(204);
		}
	}

	@Test
	void aMessageThatIsTooLargeClosesTheSocket() {
		FallbackClient client = client();
		try (FallbackClient.Stream stream = client.stream()) {
			stream.line("connection_established");
			client.send("[\"" + "x".repeat(33 * 1024) + "\"]");
			assertThat(stream.line()).isEqualTo("c[1009,\"Message is larger than 32768 bytes\"]");
		}
	}

	@Test
	void aSecondStreamTakesTheFirstOnesPlace() {
		FallbackClient client = client();
		FallbackClient.Stream first = client.stream();
		first.line("connection_established");
		try (FallbackClient.Stream second = client.stream()) {
			assertThat(first.line()).isNull();
			client.send(event("pusher:ping"));
			assertThat(second.line()).contains("pusher:pong");
		}
	}

	@Test
	void answersPreflights() {
		HttpResponse<String> answer = client().request("OPTIONS", "/xhr_send");
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("Content-Type");
		assertThat(client().request("GET", "/xhr").statusCode()).isEqualTo(405);
		assertThat(client().request("POST", "/jsonp").statusCode()).isEqualTo(404);
	}

	private FallbackClient client() {
		return new FallbackClient(this.edge.port());
	}

	private void publish(String channel, String data) throws Exception {
		assertThat(TestHttp
			.post(this.edge.port(), "/apps/3/events",
					"{\"name\":\"e\",\"channel\":\"" + channel + "\",\"data\":\"" + data + "\"}")
			.statusCode()).isEqualTo(200);
	}

	private static String event(String name) {
		return "[\"{\\\"event\\\":\\\"" + name + "\\\"}\"]";
	}

	private static String subscribe(String socketId, String channel, String channelData) {
		String auth = ChannelSignature.authorize(TestApps.KEY, Secret.of(TestApps.SECRET), socketId, channel,
				channelData);
		String message = "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\",\"auth\":\"" + auth
				+ "\",\"channel_data\":\"" + escape(channelData) + "\"}}";
		return "[\"" + escape(message) + "\"]";
	}

	private static String escape(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"");
	}

}
