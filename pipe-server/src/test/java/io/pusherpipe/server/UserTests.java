/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, user authentication, server-to-user events, termination, watchlist
 * and authorized connections.
 */
class UserTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge(TestApps.app()
		.with(AppOptions
			.of((options) -> options.watchlistEnabled(true).authorizedConnectionsTimeout(Duration.ofSeconds(30)))));

	@Test
	void aSignedUserSignsInAndGetsTheDataBack() {
		try (Browser browser = this.edge.browser()) {
			String userData = "{\"id\":\"42\",\"user_info\":{\"name\":\"A\"}}";
			signIn(browser, userData);
			assertThat(browser.next())
				.isEqualTo("{\"event\":\"pusher:signin_success\",\"data\":{\"user_data\":" + quote(userData) + "}}");
			signIn(browser, userData);
			assertThat(browser.next()).contains("pusher:signin_success");
		}
	}

	@Test
	void aBadSignatureIsRefusedAndTheSocketStays() {
		try (Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"" + TestApps.KEY
					+ ":00\",\"user_data\":\"{\\\"id\\\":\\\"1\\\"}\"}}");
			assertThat(browser.next()).contains("pusher:error", "\"code\":4009");
			browser.subscribe("room");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"id\":1}", "{\"id\":\"\"}", "{\"id\":null}", "[]", "x",
			"{\"id\":\"1\",\"watchlist\":\"2\"}" })
	void userDataWithoutProperIdIsRefused(String userData) {
		try (Browser browser = this.edge.browser()) {
			signIn(browser, userData);
			assertThat(browser.next()).contains("pusher:error", "\"code\":4009", "Invalid user_data");
			browser.roundTrip();
		}
	}

	@Test
	void whoIsSignedInCannotBecomeSomebodyElse() {
		try (Browser browser = signedIn("1")) {
			signIn(browser, "{\"id\":\"2\"}");
			assertThat(browser.next()).contains("pusher:error", "\"code\":4009", "signed in as another user");
		}
	}

	@Test
	void theUserChannelIsForTheUserAlone() {
		try (Browser browser = signedIn("42"); Browser nobody = this.edge.browser()) {
			browser.sendSubscribe("#server-to-user-42", null);
			assertThat(browser.next()).isEqualTo("{\"event\":\"pusher_internal:subscription_succeeded\","
					+ "\"channel\":\"#server-to-user-42\",\"data\":\"{}\"}");
			browser.sendSubscribe("#server-to-user-43", null);
			assertThat(browser.next()).contains("subscription_error", "\"status\":403");
			nobody.sendSubscribe("#server-to-user-42", null);
			assertThat(nobody.next()).contains("subscription_error", "\"status\":403");
		}
	}

	@Test
	void eventsForAUserReachAllOfTheUsersSockets() throws Exception {
		try (Browser one = signedIn("a b/c");
				Browser two = signedIn("a b/c");
				Browser other = signedIn("d");
				Backend backend = Backend.connect(this.edge.port())) {
			for (Browser browser : new Browser[] { one, two }) {
				browser.sendSubscribe("#server-to-user-a b/c", null);
				browser.next("pusher_internal:subscription_succeeded");
			}
			assertThat(TestHttp
				.post(this.edge.port(), "/apps/3/events",
						"{\"name\":\"notice\",\"channels\":[\"#server-to-user-a b/c\"],\"data\":\"1\"}")
				.statusCode()).isEqualTo(200);
			backend.request("send_to_channel", "{\"channel\":\"#server-to-user-a b/c\",\"event\":\"e\",\"data\":1}");
			for (Browser browser : new Browser[] { one, two }) {
				assertThat(browser.next())
					.isEqualTo("{\"event\":\"notice\",\"channel\":\"#server-to-user-a b/c\",\"data\":\"1\"}");
				assertThat(browser.next()).contains("\"e\"");
			}
			other.roundTrip();
			assertThat(TestHttp.get(this.edge.port(), "/apps/3/channels", Map.of()).body())
				.isEqualTo("{\"channels\":{}}");
		}
	}

	@Test
	void presenceWithoutChannelDataTakesTheSignedInUser() {
		try (Browser browser = this.edge.browser()) {
			signIn(browser, "{\"id\":\"42\",\"user_info\":{\"name\":\"A\"}}");
			browser.next("pusher:signin_success");
			assertThat(browser.subscribe("presence-room")).contains("{\\\"42\\\":{\\\"name\\\":\\\"A\\\"}}");
		}
	}

	@Test
	void terminatingClosesAllSocketsOfTheUserAndNoOther() throws Exception {
		try (Browser one = signedIn("u 1/x"); Browser two = signedIn("u 1/x"); Browser other = signedIn("2")) {
			other.subscribe("presence-room", "{\"user_id\":\"u 1/x\"}");
			HttpResponse<String> response = terminate("/apps/3/users/u%201%2Fx/terminate_connections",
					"/apps/3/users/u 1/x/terminate_connections");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{}");
			assertThat(one.nextClose().closeCode()).isEqualTo(4009);
			assertThat(two.nextClose().closeCode()).isEqualTo(4009);
			other.roundTrip();
		}
	}

	@Test
	void terminatingWorksWithoutTheAppInThePath() throws Exception {
		try (Browser browser = signedIn("1")) {
			assertThat(terminate("/users/1/terminate_connections", "/users/1/terminate_connections").statusCode())
				.isEqualTo(200);
			assertThat(browser.nextClose().closeCode()).isEqualTo(4009);
		}
	}

	@Test
	void aBackendTerminatesAUserOverItsPipe() {
		try (Backend backend = Backend.connect(this.edge.port());
				Browser one = signedIn("u 1/x");
				Browser two = signedIn("u 1/x");
				Browser other = signedIn("2")) {
			assertThat(backend.request("terminate_user", "{\"user_id\":\"u 1/x\"}"))
				.isEqualTo("{\"id\":\"r0\",\"error\":null,\"result\":{}}");
			assertThat(one.nextClose().closeCode()).isEqualTo(4009);
			assertThat(two.nextClose().closeCode()).isEqualTo(4009);
			assertThat(backend.request("terminate_user", "{\"user_id\":\"nobody\"}")).contains("\"error\":null");
			assertThat(backend.request("terminate_user", "{\"user_id\":\"\"}")).contains("\"code\":4214");
			other.roundTrip();
		}
	}

	@Test
	void aWatcherIsToldWhoIsThereAndThenWhoComesAndGoes() {
		try (Browser seven = signedIn("7"); Browser watcher = this.edge.browser()) {
			signIn(watcher, "{\"id\":\"w\",\"watchlist\":[\"7\",\"8\",\"7\"]}");
			watcher.next("pusher:signin_success");
			assertThat(watcher.next()).isEqualTo("{\"event\":\"pusher_internal:watchlist_events\",\"data\":"
					+ "\"{\\\"events\\\":[{\\\"name\\\":\\\"online\\\",\\\"user_ids\\\":[\\\"7\\\"]},"
					+ "{\\\"name\\\":\\\"offline\\\",\\\"user_ids\\\":[\\\"8\\\"]}]}\"}");
			Browser eight = signedIn("8");
			assertThat(watcher.next()).isEqualTo(changed("online", "8"));
			Browser again = signedIn("8");
			eight.drop();
			again.drop();
			// A user who is back within three seconds has not been away.
			Browser back = signedIn("8");
			this.edge.ticker().advance(4, TimeUnit.SECONDS);
			watcher.roundTrip();
			back.drop();
			await(watcher, changed("offline", "8"), seven);
		}
	}

	private void await(Browser watcher, String expected, Browser staying) {
		// The socket's end reaches the edge at some time; only then the three seconds
		// begin.
		String text = null;
		while (text == null) {
			this.edge.ticker().advance(1, TimeUnit.SECONDS);
			// Minutes may pass, and whoever is silent for so long is taken for lost.
			staying.roundTrip();
			watcher.send("{\"event\":\"pusher:ping\"}");
			String next = watcher.next();
			if (!next.contains("pusher:pong")) {
				text = next;
			}
		}
		assertThat(text).isEqualTo(expected);
	}

	@Test
	void ofALongWatchlistTheFirstHundredCount() {
		try (Browser watcher = this.edge.browser()) {
			signIn(watcher, "{\"id\":\"w\",\"watchlist\":["
					+ IntStream.range(0, 101).mapToObj((i) -> "\"" + i + "\"").collect(Collectors.joining(",")) + "]}");
			assertThat(watcher.next()).contains("pusher:signin_success");
			assertThat(watcher.next()).isEqualTo("{\"event\":\"pusher:error\",\"data\":{\"message\":"
					+ "\"Watchlist limit exceeded. Only the first 100 user IDs are accepted.\",\"code\":4302}}");
			assertThat(watcher.next()).contains("watchlist_events", "\\\"99\\\"").doesNotContain("\\\"100\\\"");
		}
	}

	@Test
	void whoDoesNotAuthorizeInTimeIsClosed() {
		try (Browser user = signedIn("1"); Browser member = this.edge.browser()) {
			member.subscribe("private-room");
			// one on each loop, so that the time has come on the others' loops as well
			List<Browser> idle = Stream.generate(this.edge::browser).limit(3).toList();
			idle.get(0).subscribe("public");
			this.edge.ticker().advance(31, TimeUnit.SECONDS);
			for (Browser browser : idle) {
				assertThat(browser.nextClose().closeCode()).isEqualTo(4009);
				browser.close();
			}
			user.roundTrip();
			member.roundTrip();
		}
	}

	private Browser signedIn(String userId) {
		Browser browser = this.edge.browser();
		signIn(browser, "{\"id\":\"" + userId + "\"}");
		browser.next("pusher:signin_success");
		return browser;
	}

	private static void signIn(Browser browser, String userData) {
		String auth = UserSignature.authorize(TestApps.KEY, Secret.of(TestApps.SECRET), browser.id(), userData);
		browser.send("{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"" + auth + "\",\"user_data\":" + quote(userData)
				+ "}}");
	}

	private HttpResponse<String> terminate(String path, String signedPath) throws Exception {
		String query = TestHttp.query("POST", signedPath, "{}", Map.of());
		return TestHttp.send(this.edge.port(), "POST", path + "?" + query, "{}");
	}

	private static String changed(String name, String userId) {
		return "{\"event\":\"pusher_internal:watchlist_events\",\"data\":\"{\\\"events\\\":[{\\\"name\\\":\\\"" + name
				+ "\\\",\\\"user_ids\\\":[\\\"" + userId + "\\\"]}]}\"}";
	}

	private static String quote(String text) {
		return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

}
