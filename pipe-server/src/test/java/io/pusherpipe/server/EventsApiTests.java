/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.pusherpipe.protocol.auth.RequestSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, HTTP API: authentication, events and batches of events.
 */
class EventsApiTests {

	private static final String EVENTS = "/apps/3/events";

	private static final String EVENT = "{\"name\":\"e\",\"channel\":\"a\",\"data\":\"1\"}";

	@RegisterExtension
	final TestEdge edge = new TestEdge((builder) -> builder.app(App.of("4", "other", "s"))
		.app(App.of("5", "disabled", TestApps.SECRET).with(AppOptions.of((options) -> options.enabled(false)))));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "\"{\\\"id\\\":7}\" | \"{\\\"id\\\":7}\"", "\"no \\u00e9 json \\/ \" | \"no \\u00e9 json \\/ \"",
					"\"\" | \"\"", "{ \"id\": 7 } | \"{ \\\"id\\\": 7 }\"" })
	void dataArrivesAsItWasSent(String data, String received) throws Exception {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("orders");
			HttpResponse<String> response = post(
					"{\"name\":\"created\",\"channels\":[\"orders\",\"orders\"],\"data\":" + data + "}");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{}");
			assertThat(response.headers().firstValue("content-type")).contains("application/json");
			assertThat(browser.next())
				.isEqualTo("{\"event\":\"created\",\"channel\":\"orders\",\"data\":" + received + "}");
			browser.roundTrip();
		}
	}

	@Test
	void theExcludedSocketGetsNothing() throws Exception {
		try (Browser one = this.edge.browser(); Browser two = this.edge.browser()) {
			one.subscribe("a");
			two.subscribe("a");
			post("{\"name\":\"e\",\"channel\":\"a\",\"data\":\"1\",\"socket_id\":\"" + one.id() + "\"}");
			post("{\"name\":\"f\",\"channel\":\"a\",\"data\":\"2\",\"socket_id\":\"1.1\"}");
			assertThat(two.next()).contains("\"e\"");
			assertThat(two.next()).contains("\"f\"");
			assertThat(one.next()).contains("\"f\"");
		}
	}

	@Test
	void infoTellsWhatAppliesToEachChannel() throws Exception {
		try (Browser one = this.edge.browser(); Browser two = this.edge.browser()) {
			one.subscribe("presence-a", "{\"user_id\":1}");
			two.subscribe("presence-a", "{\"user_id\":1}");
			two.subscribe("b");
			assertThat(post("{\"name\":\"e\",\"channels\":[\"presence-a\",\"b\",\"c\"],\"data\":\"1\","
					+ "\"info\":\"user_count,subscription_count\"}")
				.body())
				.isEqualTo("{\"channels\":{\"presence-a\":{\"user_count\":1},\"b\":{\"subscription_count\":1},"
						+ "\"c\":{\"subscription_count\":0}}}");
			assertThat(post("{\"name\":\"e\",\"channels\":[\"b\"],\"data\":\"1\",\"info\":\"user_count\"}").body())
				.isEqualTo("{\"channels\":{\"b\":{}}}");
		}
	}

	@Test
	void batchesAreDeliveredInTheirOrder() throws Exception {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("a");
			String batch = IntStream.range(0, 10)
				.mapToObj((i) -> "{\"name\":\"e" + i + "\",\"channel\":\"a\",\"data\":\"" + i + "\"}")
				.collect(Collectors.joining(",", "{\"batch\":[", "]}"));
			assertThat(TestHttp.post(this.edge.port(), "/apps/3/batch_events", batch).body()).isEqualTo("{}");
			for (int i = 0; i < 10; i++) {
				assertThat(browser.next()).contains("\"e" + i + "\"");
			}
		}
	}

	@Test
	void infoOfABatchIsAnArrayAlignedWithTheRequest() throws Exception {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("presence-a", "{\"user_id\":1}");
			assertThat(TestHttp.post(this.edge.port(), "/apps/3/batch_events",
					"{\"batch\":[{\"name\":\"e\",\"channel\":\"presence-a\",\"data\":\"1\",\"info\":\"user_count\"},"
							+ "{\"name\":\"e\",\"channel\":\"b\",\"data\":\"1\"},"
							+ "{\"name\":\"e\",\"channel\":\"b\",\"data\":\"1\",\"info\":\"subscription_count\"}]}")
				.body()).isEqualTo("{\"batch\":[{\"user_count\":1},{},{\"subscription_count\":0}]}");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'',
			value = { "nonsense | 400 | not valid JSON", "[] | 400 | not a JSON object", "{} | 400 | name must be",
					"{\"name\":\"e\",\"data\":\"1\"} | 400 | channels must name 1 to 100",
					"{\"name\":\"e\",\"channels\":[],\"data\":\"1\"} | 400 | channels must name 1 to 100",
					"{\"name\":\"e\",\"channels\":\"a\",\"data\":\"1\"} | 400 | channels must be an array",
					"{\"name\":\"e\",\"channels\":[\"a\",\"b c\"],\"data\":\"1\"} | 400 | each name must be",
					"{\"name\":\"e\",\"channels\":[\"#a\"],\"data\":\"1\"} | 400 | each name must be",
					"{\"name\":\"e\",\"channel\":\"a\"} | 400 | data is missing",
					"{\"name\":\"pusher:e\",\"channel\":\"a\",\"data\":\"1\"} | 400 | name must be",
					"{\"name\":\"pipe:e\",\"channel\":\"a\",\"data\":\"1\"} | 400 | name must be",
					"{\"name\":\"pusher_internal:e\",\"channel\":\"a\",\"data\":\"1\"} | 400 | name must be",
					"{\"name\":\"\",\"channel\":\"a\",\"data\":\"1\"} | 400 | name must be",
					"{\"name\":7,\"channel\":\"a\",\"data\":\"1\"} | 400 | name must be a string",
					"{\"name\":\"e\",\"channel\":\"a\",\"data\":\"1\",\"socket_id\":\"x\"} | 400 | socket_id must be",
					"{\"name\":\"e\",\"channel\":\"a\",\"data\":\"1\",\"info\":\"x\"} | 400 | info must be" })
	void whatIsNotAllowedIsRefusedWithTheReason(String body, int status, String reason) throws Exception {
		HttpResponse<String> response = post(body);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).contains(reason);
	}

	@Test
	void whenOneChannelIsInvalidNothingIsDelivered() throws Exception {
		try (Browser browser = this.edge.browser()) {
			browser.subscribe("a");
			post("{\"name\":\"e\",\"channels\":[\"a\",\"b c\"],\"data\":\"1\"}");
			browser.send("{\"event\":\"pusher:ping\"}");
			assertThat(browser.next()).contains("pusher:pong");
		}
	}

	@Test
	void limitsAreInclusive() throws Exception {
		String name = "n".repeat(200);
		assertThat(post("{\"name\":\"" + name + "\",\"channel\":\"a\",\"data\":\"1\"}").statusCode()).isEqualTo(200);
		assertThat(post("{\"name\":\"" + name + "n\",\"channel\":\"a\",\"data\":\"1\"}").statusCode()).isEqualTo(400);
		assertThat(post(withData("x".repeat(10_240))).statusCode()).isEqualTo(200);
		assertThat(post(withData("x".repeat(10_241))).statusCode()).isEqualTo(413);
		assertThat(post(withData("\u00e9".repeat(5_120))).statusCode()).isEqualTo(200);
		assertThat(post(withData("\u00e9".repeat(5_121))).statusCode()).isEqualTo(413);
		assertThat(post(withChannels(100)).statusCode()).isEqualTo(200);
		assertThat(post(withChannels(101)).statusCode()).isEqualTo(400);
		assertThat(postBatch(10).statusCode()).isEqualTo(200);
		assertThat(postBatch(11).statusCode()).isEqualTo(400);
		assertThat(postBatch(0).statusCode()).isEqualTo(400);
	}

	@Test
	void tooLargeBodiesAreRefused() throws Exception {
		assertThat(post(withData("x".repeat(200_000))).statusCode()).isEqualTo(413);
	}

	@ParameterizedTest
	@CsvSource({ "auth_key, other", "auth_version, 2.0", "auth_timestamp, 1353088179", "auth_timestamp, x",
			"body_md5, ec365a775a4cd0599faeb73354201b6f" })
	void aSignedButWrongParameterIsRefused(String name, String value) throws Exception {
		String query = TestHttp.query("POST", EVENTS, EVENT, Map.of(name, value));
		HttpResponse<String> response = TestHttp.send(this.edge.port(), "POST", EVENTS + "?" + query, EVENT);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body()).doesNotContain(TestApps.SECRET);
	}

	@Test
	void everyChangeAfterSigningIsRefused() throws Exception {
		String query = TestHttp.query("POST", EVENTS, EVENT, new TreeMap<>());
		assertThat(send(EVENTS + "?" + query, EVENT)).isEqualTo(200);
		assertThat(send(EVENTS + "?" + query + "&x=1", EVENT)).isEqualTo(401);
		assertThat(send(EVENTS + "?" + query.replace("auth_signature=", "auth_signature=0"), EVENT)).isEqualTo(401);
		assertThat(send(EVENTS + "?" + query.replaceAll("auth_signature=[^&]*&", ""), EVENT)).isEqualTo(401);
		assertThat(send(EVENTS + "?" + query.replaceAll("auth_timestamp=1", "auth_timestamp=2"), EVENT)).isEqualTo(401);
		assertThat(send(EVENTS + "?" + query, EVENT + " ")).isEqualTo(401);
		assertThat(send("/apps/4/events?" + query, EVENT)).isEqualTo(401);
		assertThat(send("/apps/9/events?" + query, EVENT)).isEqualTo(404);
		assertThat(send(EVENTS, EVENT)).isEqualTo(401);
	}

	@Test
	void valuesMayBeSentEncodedOrPlain() throws Exception {
		String query = TestHttp.query("POST", EVENTS, EVENT, Map.of("x", "a b+c"));
		assertThat(send(EVENTS + "?" + query.replace("a b+c", "a%20b%2Bc"), EVENT)).isEqualTo(200);
		assertThat(send(EVENTS + "?" + query.replace("a b+c", "a+b%2Bc"), EVENT)).isEqualTo(200);
		assertThat(send(EVENTS + "?" + query.replace("a b+c", "a%20b+c"), EVENT)).isEqualTo(200);
	}

	@Test
	void theTimestampMayBeTenMinutesOff() throws Exception {
		long now = Instant.now().getEpochSecond();
		for (long offset : new long[] { -590, 590 }) {
			assertThat(send(EVENTS + "?" + at(now + offset), EVENT)).isEqualTo(200);
		}
		for (long offset : new long[] { -610, 610 }) {
			assertThat(send(EVENTS + "?" + at(now + offset), EVENT)).isEqualTo(401);
		}
	}

	@Test
	void theWorkedExampleOfTheProtocolVerifies() {
		Map<String, String> parameters = Map.of("auth_key", TestApps.KEY, "auth_timestamp", "1353088179",
				"auth_version", "1.0", "body_md5", "ec365a775a4cd0599faeb73354201b6f", "auth_signature",
				"da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
		assertThat(RequestSignature.verifies(Secret.of(TestApps.SECRET), "POST", EVENTS, parameters)).isTrue();
	}

	@Test
	void aDisabledAppIsRefusedWith403() throws Exception {
		String path = "/apps/5/events";
		String query = TestHttp.query("POST", path, EVENT, Map.of("auth_key", "disabled"));
		assertThat(send(path + "?" + query, EVENT)).isEqualTo(403);
	}

	private String at(long timestamp) {
		return TestHttp.query("POST", EVENTS, EVENT, Map.of("auth_timestamp", Long.toString(timestamp)));
	}

	private int send(String target, String body) throws Exception {
		return TestHttp.send(this.edge.port(), "POST", target, body).statusCode();
	}

	private HttpResponse<String> post(String body) throws Exception {
		return TestHttp.post(this.edge.port(), EVENTS, body);
	}

	private HttpResponse<String> postBatch(int size) throws Exception {
		return TestHttp.post(this.edge.port(), "/apps/3/batch_events",
				IntStream.range(0, size).mapToObj((i) -> EVENT).collect(Collectors.joining(",", "{\"batch\":[", "]}")));
	}

	private static String withData(String data) {
		return "{\"name\":\"e\",\"channel\":\"a\",\"data\":\"" + data + "\"}";
	}

	private static String withChannels(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> "\"c" + i + "\"")
			.collect(Collectors.joining(",", "{\"name\":\"e\",\"data\":\"1\",\"channels\":[", "]}"));
	}

}
