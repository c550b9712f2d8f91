/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.socket.Acceptance;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pipe protocol 1.0, requests of the edge: decisions about subscriptions and users.
 */
class DecisionTests {

	private static final String[] BOTH = { "authorize_channel", "authenticate_user" };

	private static final Secret SECRET = Secret.of(TestApps.SECRET);

	@RegisterExtension
	final RequestsEdge edge = new RequestsEdge(
			TestApps.app().with(AppOptions.of((options) -> options.maxPresenceMemberSize(60).backendEventRate(200))));

	@Test
	void aBackendAuthorizesAPrivateChannel() {
		try (PlainPipe pipe = decider(); Browser browser = this.edge.browser()) {
			authorize(browser, "private-a");
			assertThat(pipe.answer("authorize_channel", "\"result\":{\"authorized\":true}"))
				.endsWith("\"params\":{\"socket_id\":\"" + browser.id() + "\",\"channel\":\"private-a\"}}");
			String auth = ChannelSignature.authorize(TestApps.KEY, SECRET, browser.id(), "private-a", null);
			assertThat(reply(browser)).isEqualTo("{\"id\":1,\"result\":{\"auth\":\"" + auth + "\"}}");
			browser.send(
					"{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"private-a\",\"auth\":\"" + auth + "\"}}");
			assertThat(browser.next()).contains("subscription_succeeded");
		}
	}

	@Test
	void aBackendSaysWhoIsInAPresenceChannel() {
		try (PlainPipe pipe = decider(); Browser browser = this.edge.browser()) {
			authorize(browser, "presence-a");
			pipe.answer("authorize_channel",
					"\"result\":{\"authorized\":true,\"channel_data\":{\"user_id\":\"7\",\"user_info\":{}}}");
			String channelData = "{\"user_id\":\"7\",\"user_info\":{}}";
			assertThat(reply(browser)).isEqualTo("{\"id\":1,\"result\":{\"auth\":\""
					+ ChannelSignature.authorize(TestApps.KEY, SECRET, browser.id(), "presence-a", channelData)
					+ "\",\"channel_data\":\"" + channelData.replace("\"", "\\\"") + "\"}}");
		}
	}

	@Test
	void whoHasSignedInIsToldAndMayBeInAPresenceChannelAsSuch() {
		try (PlainPipe pipe = decider(); Browser browser = this.edge.browser()) {
			SignedIn.as("7", browser);
			authorize(browser, "presence-a");
			assertThat(pipe.answer("authorize_channel", "\"result\":{\"authorized\":true}"))
				.contains("\"user_id\":\"7\"");
			assertThat(reply(browser)).isEqualTo("{\"id\":1,\"result\":{\"auth\":\""
					+ ChannelSignature.authorize(TestApps.KEY, SECRET, browser.id(), "presence-a", null) + "\"}}");
		}
	}

	@Test
	void aBackendSaysWhoTheUserIs() {
		try (PlainPipe pipe = decider(); Browser browser = this.edge.browser()) {
			authenticate(browser);
			assertThat(pipe.answer("authenticate_user", "\"result\":{\"user\":{\"id\":\"7\",\"watchlist\":[]}}"))
				.endsWith("\"params\":{\"socket_id\":\"" + browser.id() + "\"}}");
			String userData = "{\"id\":\"7\",\"watchlist\":[]}";
			String auth = UserSignature.authorize(TestApps.KEY, SECRET, browser.id(), userData);
			String quoted = userData.replace("\"", "\\\"");
			assertThat(reply(browser))
				.isEqualTo("{\"id\":1,\"result\":{\"auth\":\"" + auth + "\",\"user_data\":\"" + quoted + "\"}}");
			browser.send("{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"" + auth + "\",\"user_data\":\"" + quoted
					+ "\"}}");
			assertThat(browser.next()).contains("pusher:signin_success");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
			"\"result\":{\"authorized\":false} | 4403 | Refused by the application",
			"\"result\":{} | 4403 | Refused by the application",
			"\"error\":{\"code\":1,\"message\":\"the database is away\"} | 4403 | Refused by the application",
			"\"result\":1 | 4500 | The backend's answer cannot be understood",
			"\"result\":{\"authorized\":\"yes\"} | 4500 | The backend's answer cannot be understood",
			"\"result\":{\"authorized\":true} | 4500 | The backend's answer cannot be used: channel_data is missing, and nobody is signed in",
			"\"result\":{\"authorized\":true,\"channel_data\":{}} | 4500 | The backend's answer cannot be used: channel_data.user_id is missing",
			"\"result\":{\"authorized\":true,\"channel_data\":{\"user_id\":\"7\",\"user_info\":\"0123456789012345678901234567890123456789\"}} | 4500 | The backend's answer cannot be used: channel_data is larger than 60 bytes (max-presence-member-size)" })
	void allElseRefusesASubscription(String answer, int code, String message) {
		try (PlainPipe pipe = decider(); Browser browser = this.edge.browser()) {
			authorize(browser, "presence-a");
			pipe.answer("authorize_channel", answer);
			assertThat(reply(browser)).isEqualTo(error(code, message));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = { "\"result\":{} | 4403 | Refused by the application",
			"\"result\":{\"user\":null} | 4403 | Refused by the application",
			"\"result\":{\"user\":{\"id\":7}} | 4500 | The backend's answer cannot be used: user_data.id must be a string",
			"\"result\":{\"user\":{}} | 4500 | The backend's answer cannot be used: user_data.id is missing" })
	void allElseRefusesAUser(String answer, int code, String message) {
		try (PlainPipe pipe = decider(); Browser browser = this.edge.browser()) {
			authenticate(browser);
			pipe.answer("authenticate_user", answer);
			assertThat(reply(browser)).isEqualTo(error(code, message));
		}
	}

	@Test
	void withoutABackendThatDecidesItTheRequestIsRefused() {
		try (PlainPipe users = this.edge.pipe(Acceptance.TAKEN, "authenticate_user");
				Browser browser = this.edge.browser()) {
			authorize(browser, "private-a");
			assertThat(reply(browser)).isEqualTo(error(4404, "No backend is there that decides this"));
			assertThat(users.isUpgraded()).isTrue();
		}
	}

	@Test
	void withoutADecisionInTimeTheRequestIsRefused() {
		try (PlainPipe pipe = decider(); Browser browser = this.edge.browser()) {
			authorize(browser, "private-a");
			String question = pipe.next();
			this.edge.ticker().advance(5, TimeUnit.SECONDS);
			assertThat(reply(browser)).isEqualTo(error(4408, "No answer within 5000 ms (decision-timeout)"));
			pipe.send("{\"id\":" + id(question) + ",\"result\":{\"authorized\":true}}");
			authorize(browser, "private-b");
			pipe.answer("authorize_channel", "\"result\":{\"authorized\":false}");
			assertThat(reply(browser)).isEqualTo(error(4403, "Refused by the application"));
		}
	}

	@Test
	void backendsAreAskedInTurn() {
		try (PlainPipe one = decider(); PlainPipe two = decider(); Browser browser = this.edge.browser()) {
			for (int i = 0; i < 2; i++) {
				authorize(browser, "private-a");
				authorize(browser, "private-a");
				one.answer("authorize_channel", "\"result\":{\"authorized\":true}");
				two.answer("authorize_channel", "\"result\":{\"authorized\":true}");
				reply(browser);
				reply(browser);
			}
		}
	}

	@Test
	void aPreferredBackendIsAskedFirst() {
		try (PlainPipe one = decider(); PlainPipe two = decider(); Browser browser = this.edge.browser()) {
			this.edge.prefer(1);
			for (int i = 0; i < 4; i++) {
				authorize(browser, "private-a");
				two.answer("authorize_channel", "\"result\":{\"authorized\":true}");
				assertThat(reply(browser)).contains("auth");
			}
			assertThat(one.isUpgraded()).isTrue();
		}
	}

	@Test
	void aPreferredBackendThatDoesNotDecideIsNotAsked() {
		try (PlainPipe one = this.edge.pipe(); PlainPipe two = decider(); Browser browser = this.edge.browser()) {
			this.edge.prefer(0);
			authorize(browser, "private-a");
			two.answer("authorize_channel", "\"result\":{\"authorized\":true}");
			assertThat(reply(browser)).contains("auth");
			assertThat(one.isUpgraded()).isTrue();
		}
	}

	@Test
	void whenABackendIsLostAnotherOneIsAsked() {
		try (PlainPipe one = decider(); PlainPipe two = decider(); Browser browser = this.edge.browser()) {
			this.edge.prefer(0);
			authorize(browser, "private-a");
			one.next();
			one.drop();
			two.answer("authorize_channel", "\"result\":{\"authorized\":true}");
			assertThat(reply(browser)).contains("auth");
		}
	}

	@Test
	void whenTwoBackendsAreLostTheRequestIsRefused() {
		try (PlainPipe one = decider();
				PlainPipe two = this.edge.pipe(Acceptance.TAKEN, BOTH);
				Browser browser = this.edge.browser()) {
			this.edge.prefer(0);
			authorize(browser, "private-a");
			one.next();
			one.drop();
			two.next();
			try (PlainPipe three = decider()) {
				two.drop();
				assertThat(reply(browser)).isEqualTo(error(4404, "The backends that decide this have gone"));
				assertThat(three.isUpgraded()).isTrue();
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = { "public | 4400 | data.channel needs no authorization",
			"private a | 4400 | data.channel must be 1 to 200 letters, digits and any of _-=@,.;",
			"private-encrypted-a | 4403 | Encrypted channels are authorized by an endpoint of the application, not over the Pipe" })
	void someChannelsAreNotAskedAbout(String channel, int code, String message) {
		try (PlainPipe pipe = decider(); Browser browser = this.edge.browser()) {
			authorize(browser, channel);
			assertThat(reply(browser)).isEqualTo(error(code, message));
			assertThat(pipe.isUpgraded()).isTrue();
		}
	}

	@Test
	void decisionsCountAmongTheRequestsThatAwaitAnAnswer() {
		try (PlainPipe pipe = decider(); Browser browser = this.edge.browser()) {
			for (int i = 0; i < 100; i++) {
				authorize(browser, "private-a");
			}
			authenticate(browser);
			assertThat(reply(browser)).isEqualTo(error(4301, "More than 100 requests await an answer"));
			assertThat(pipe.isUpgraded()).isTrue();
		}
	}

	private PlainPipe decider() {
		return this.edge.pipe(Acceptance.TAKEN, BOTH);
	}

	private static void authorize(Browser browser, String channel) {
		browser.send("{\"event\":\"pipe:authorize\",\"data\":{\"id\":1,\"channel\":\"" + channel + "\"}}");
	}

	private static void authenticate(Browser browser) {
		browser.send("{\"event\":\"pipe:authenticate\",\"data\":{\"id\":1}}");
	}

	private static String reply(Browser browser) {
		return Replies.data(browser.next());
	}

	private static String id(String question) {
		Matcher matcher = Pattern.compile("\"id\":([0-9]+)").matcher(question);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private static String error(int code, String message) {
		return "{\"id\":1,\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}}";
	}

}
