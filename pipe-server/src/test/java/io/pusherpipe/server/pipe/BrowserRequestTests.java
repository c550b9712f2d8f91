/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.socket.Acceptance;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pipe protocol 1.0, request and reply.
 */
class BrowserRequestTests {

	@RegisterExtension
	final RequestsEdge edge = new RequestsEdge(
			TestApps.app().with(AppOptions.of((options) -> options.backendEventRate(200).maxEventSize(100))));

	@ParameterizedTest
	@ValueSource(strings = { "1.09", "null", "\"1\"", "{\"a\":[1]}" })
	void aBackendsReplyAnswersTheRequest(String result) {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN); Browser browser = this.edge.browser()) {
			request(browser, "1", "\"price\",\"data\":{\"sym\":\"EUR\"}");
			assertThat(pipe.next()).isEqualTo("{\"result\":{\"event\":\"socket_message\",\"data\":{\"socket_id\":\""
					+ browser.id() + "\",\"event\":\"price\",\"data\":{\"sym\":\"EUR\"},\"request\":\"1\"}}}");
			reply(pipe, browser, "1", "\"result\":" + result);
			assertThat(reply(browser)).isEqualTo("{\"id\":1,\"result\":" + result + "}");
		}
	}

	@Test
	void aBackendsErrorAnswersTheRequest() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN); Browser browser = this.edge.browser()) {
			request(browser, "\"a\"", "\"price\"");
			pipe.next("socket_message");
			reply(pipe, browser, "1", "\"error\":{\"code\":17,\"message\":\"Closed\"}");
			assertThat(reply(browser)).isEqualTo("{\"id\":\"a\",\"error\":{\"code\":17,\"message\":\"Closed\"}}");
		}
	}

	@Test
	void repliesMayComeInAnyOrder() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN); Browser browser = this.edge.browser()) {
			request(browser, "1", "\"a\"");
			request(browser, "2", "\"b\"");
			pipe.next("socket_message");
			pipe.next("socket_message");
			reply(pipe, browser, "2", "\"result\":\"b\"");
			reply(pipe, browser, "1", "\"result\":\"a\"");
			assertThat(reply(browser)).isEqualTo("{\"id\":2,\"result\":\"b\"}");
			assertThat(reply(browser)).isEqualTo("{\"id\":1,\"result\":\"a\"}");
		}
	}

	@Test
	void theFirstReplyCounts() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN); Browser browser = this.edge.browser()) {
			request(browser, "1", "\"a\"");
			pipe.next("socket_message");
			reply(pipe, browser, "1", "\"result\":\"first\"");
			reply(pipe, browser, "1", "\"result\":\"second\"");
			assertThat(reply(browser)).contains("first");
			browser.send("{\"event\":\"pusher:ping\"}");
			assertThat(browser.next()).contains("pusher:pong");
		}
	}

	@Test
	void onlyTheSocketThatAskedIsAnswered() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN);
				Browser one = this.edge.browser();
				Browser two = this.edge.browser()) {
			request(one, "1", "\"a\"");
			request(two, "1", "\"a\"");
			pipe.next("socket_message");
			pipe.next("socket_message");
			reply(pipe, two, "1", "\"result\":\"two\"");
			reply(pipe, one, "1", "\"result\":\"one\"");
			assertThat(reply(one)).contains("one");
			assertThat(reply(two)).contains("two");
		}
	}

	@Test
	void withoutABackendThatWantsItTheAnswerIsThatThereIsNone() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.UNWANTED); Browser browser = this.edge.browser()) {
			request(browser, "1", "\"price\"");
			assertThat(reply(browser)).isEqualTo(error(4404, "No backend answers such requests"));
			assertThat(pipe.isUpgraded()).isTrue();
		}
	}

	@Test
	void whenTheBackendsCanTakeNoMoreTheRequestIsRejected() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.REJECTED);
				PlainPipe other = this.edge.pipe(Acceptance.UNWANTED);
				Browser browser = this.edge.browser()) {
			request(browser, "1", "\"price\"");
			assertThat(reply(browser)).isEqualTo(error(4301, "The backends can take no more at present"));
			assertThat(pipe.isUpgraded() && other.isUpgraded()).isTrue();
		}
	}

	@Test
	void oneBackendThatWantsItIsEnough() {
		try (PlainPipe full = this.edge.pipe(Acceptance.REJECTED);
				PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN);
				Browser browser = this.edge.browser()) {
			request(browser, "1", "\"price\"");
			pipe.next("socket_message");
			reply(pipe, browser, "1", "\"result\":1");
			assertThat(reply(browser)).isEqualTo("{\"id\":1,\"result\":1}");
			assertThat(full.isUpgraded()).isTrue();
		}
	}

	@Test
	void withoutAnAnswerInTimeTheAnswerIsThatThereWasNone() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN); Browser browser = this.edge.browser()) {
			request(browser, "1", "\"price\"");
			pipe.next("socket_message");
			this.edge.ticker().advance(9, TimeUnit.SECONDS);
			request(browser, "2", "\"price\"");
			pipe.next("socket_message");
			this.edge.ticker().advance(1, TimeUnit.SECONDS);
			assertThat(reply(browser)).isEqualTo(error(4408, "No answer within 10000 ms (request-timeout)"));
			reply(pipe, browser, "1", "\"result\":\"late\"");
			this.edge.ticker().advance(9, TimeUnit.SECONDS);
			assertThat(reply(browser)).startsWith("{\"id\":2,\"error\":{\"code\":4408,");
		}
	}

	@Test
	void aHundredRequestsMayAwaitAnAnswer() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN); Browser browser = this.edge.browser()) {
			for (int i = 1; i <= 100; i++) {
				request(browser, Integer.toString(i), "\"price\"");
			}
			request(browser, "1", "\"price\"");
			assertThat(reply(browser)).isEqualTo(error(4301, "More than 100 requests await an answer"));
			reply(pipe, browser, "50", "\"result\":1");
			assertThat(reply(browser)).isEqualTo("{\"id\":50,\"result\":1}");
			request(browser, "101", "\"price\"");
			browser.roundTrip();
			reply(pipe, browser, "101", "\"result\":1");
			assertThat(reply(browser)).isEqualTo("{\"id\":101,\"result\":1}");
		}
	}

	@Test
	void requestsHaveTheRateOfEventsToTheBackends() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN); Browser browser = this.edge.browser()) {
			for (int i = 0; i < 199; i++) {
				browser.send("{\"event\":\"e\",\"data\":1}");
			}
			request(browser, "2", "\"price\"");
			request(browser, "1", "\"price\"");
			assertThat(reply(browser)).isEqualTo(error(4301, "More than 200 events in a second"));
			assertThat(pipe.next()).contains("\"price\"");
		}
	}

	@Test
	void theDataHasTheSizeOfAnEvents() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN); Browser browser = this.edge.browser()) {
			request(browser, "2", "\"price\",\"data\":\"" + "x".repeat(100) + "\"");
			assertThat(pipe.next()).contains("xxx");
			request(browser, "1", "\"price\",\"data\":\"" + "x".repeat(101) + "\"");
			assertThat(reply(browser)).isEqualTo(error(4301, "The event data is larger than 100 bytes"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "null", "\"pusher:e\"", "\"pusher_internal:e\"", "\"pipe:e\"", "\"client-e\"" })
	void theEventsNameMustBeFree(String event) {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN); Browser browser = this.edge.browser()) {
			request(browser, "1", event);
			assertThat(reply(browser))
				.startsWith("{\"id\":1,\"error\":{\"code\":4400,\"message\":\"data.event must be");
			assertThat(pipe.isUpgraded()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
			"{\"event\":\"pipe:request\"} | pipe:request: data is missing",
			"{\"event\":\"pipe:request\",\"data\":{\"event\":\"e\"}} | pipe:request: data.id must be a number or a string, of at most 100 bytes of JSON",
			"{\"event\":\"pipe:request\",\"data\":{\"id\":{},\"event\":\"e\"}} | pipe:request: data.id must be a number or a string, of at most 100 bytes of JSON",
			"{\"event\":\"pipe:request\",\"data\":{\"id\":null,\"event\":\"e\"}} | pipe:request: data.id must be a number or a string, of at most 100 bytes of JSON",
			"{\"event\":\"pipe:request\",\"channel\":\"a\",\"data\":{\"id\":1}} | pipe:request: it belongs on the back channel, without a channel",
			"{\"event\":\"pipe:reply\",\"data\":{\"id\":1}} | pipe:reply: there is no such event" })
	void whatCannotBeAnsweredIsAnError(String message, String error) {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN); Browser browser = this.edge.browser()) {
			browser.send(message);
			assertThat(browser.next())
				.isEqualTo("{\"event\":\"pusher:error\",\"data\":{\"message\":\"" + error + "\",\"code\":null}}");
			assertThat(pipe.isUpgraded()).isTrue();
		}
	}

	@Test
	void aReplyToASocketThatHasGoneIsNoError() {
		try (PlainPipe pipe = this.edge.pipe(Acceptance.TAKEN)) {
			String id;
			try (Browser browser = this.edge.browser()) {
				id = browser.id();
				request(browser, "1", "\"price\"");
				pipe.next("socket_message");
			}
			assertThat(pipe.request("reply", "{\"socket_id\":\"" + id + "\",\"request\":\"1\",\"result\":1}"))
				.isEqualTo("\"result\":{}");
			assertThat(this.edge.app().options().requestTimeout()).isEqualTo(Duration.ofSeconds(10));
		}
	}

	private static void request(Browser browser, String id, String event) {
		browser.send("{\"event\":\"pipe:request\",\"data\":{\"id\":" + id + ",\"event\":" + event + "}}");
	}

	private static void reply(PlainPipe pipe, Browser browser, String request, String answer) {
		assertThat(pipe.request("reply",
				"{\"socket_id\":\"" + browser.id() + "\",\"request\":\"" + request + "\"," + answer + "}"))
			.isEqualTo("\"result\":{}");
	}

	private static String reply(Browser browser) {
		return Replies.data(browser.next());
	}

	private static String error(int code, String message) {
		return "{\"id\":1,\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}}";
	}

}
