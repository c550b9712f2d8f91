/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.ArrayList;
import java.util.List;

import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, presence channels.
 */
class PresenceTests {

	private static final String ROOM = "presence-room";

	@RegisterExtension
	final TestEdge edge = new TestEdge(TestApps.app().with(AppOptions.of((options) -> options.maxPresenceMembers(3))));

	@Test
	void theSnapshotHoldsEverybodyAndOneself() {
		try (Browser first = this.edge.browser(); Browser second = this.edge.browser()) {
			first.subscribe(ROOM, "{\"user_id\":\"1\",\"user_info\":{\"name\":\"A \\\"q\\\" \u00e9\"}}");
			assertThat(second.subscribe(ROOM, "{\"user_id\":2}"))
				.isEqualTo("{\"event\":\"pusher_internal:subscription_succeeded\",\"channel\":\"presence-room\","
						+ "\"data\":\"{\\\"presence\\\":{\\\"ids\\\":[\\\"1\\\",\\\"2\\\"],\\\"hash\\\":{\\\"1\\\":"
						+ "{\\\"name\\\":\\\"A \\\\\\\"q\\\\\\\" \u00e9\\\"},\\\"2\\\":null},\\\"count\\\":2}}\"}");
			assertThat(first.next())
				.isEqualTo("{\"event\":\"pusher_internal:member_added\",\"channel\":\"presence-room\","
						+ "\"data\":\"{\\\"user_id\\\":\\\"2\\\"}\"}");
		}
	}

	@Test
	void aUserIsAddedWithTheFirstSocketAndRemovedWithTheLast() {
		try (Browser watcher = this.edge.browser();
				Browser tab1 = this.edge.browser();
				Browser tab2 = this.edge.browser()) {
			watcher.subscribe(ROOM, "{\"user_id\":\"w\"}");
			tab1.subscribe(ROOM, "{\"user_id\":\"u\",\"user_info\":{\"n\":1}}");
			assertThat(watcher.next()).isEqualTo("{\"event\":\"pusher_internal:member_added\",\"channel\":"
					+ "\"presence-room\",\"data\":\"{\\\"user_id\\\":\\\"u\\\",\\\"user_info\\\":{\\\"n\\\":1}}\"}");
			tab2.subscribe(ROOM, "{\"user_id\":\"u\",\"user_info\":{\"n\":2}}");
			tab1.drop();
			tab2.send("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"presence-room\"}}");
			assertThat(watcher.next())
				.isEqualTo("{\"event\":\"pusher_internal:member_removed\",\"channel\":\"presence-room\","
						+ "\"data\":\"{\\\"user_id\\\":\\\"u\\\"}\"}");
			watcher.send("{\"event\":\"pusher:ping\"}");
			assertThat(watcher.next()).contains("pusher:pong");
		}
	}

	@Test
	void whenFullANewUserIsRefusedButNotAnotherSocketOfAMember() {
		List<Browser> members = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			Browser member = this.edge.browser();
			member.subscribe(ROOM, "{\"user_id\":\"" + i + "\"}");
			members.add(member);
		}
		try (Browser late = this.edge.browser(); Browser tab = this.edge.browser()) {
			late.sendSubscribe(ROOM, "{\"user_id\":\"late\"}");
			assertThat(late.next()).isEqualTo("{\"event\":\"pusher:subscription_error\",\"channel\":\"presence-room\","
					+ "\"data\":{\"type\":\"LimitReached\",\"error\":\"The channel has reached its limit of 3 members\","
					+ "\"status\":4100}}");
			tab.subscribe(ROOM, "{\"user_id\":\"0\"}");
			late.roundTrip();
			members.get(1).drop();
			members.get(0).next("pusher_internal:member_removed");
			late.subscribe(ROOM, "{\"user_id\":\"late\"}");
		}
		members.forEach(Browser::close);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{} | BadRequest", "{\"user_id\":\"\"} | BadRequest", "{\"user_id\":null} | BadRequest",
					"{\"user_id\":{}} | BadRequest", "nonsense | BadRequest", "[] | BadRequest" })
	void channelDataWithoutUserIsRefused(String channelData, String type) {
		try (Browser browser = this.edge.browser()) {
			browser.sendSubscribe(ROOM, channelData);
			assertThat(browser.next()).contains("pusher:subscription_error", type, "\"status\":400");
			browser.roundTrip();
		}
	}

	@Test
	void withoutChannelDataItIsRefused() {
		try (Browser browser = this.edge.browser()) {
			browser.sendSubscribe(ROOM, null);
			assertThat(browser.next()).contains("pusher:subscription_error", "channel_data is missing");
		}
	}

	@Test
	void tooLargeChannelDataAndTooLongUserIdsAreRefused() {
		try (Browser browser = this.edge.browser()) {
			browser.sendSubscribe(ROOM, "{\"user_id\":\"1\",\"user_info\":\"" + "x".repeat(1024) + "\"}");
			assertThat(browser.next()).contains("channel_data is larger than 1024 bytes");
			browser.sendSubscribe(ROOM, "{\"user_id\":\"" + "x".repeat(129) + "\"}");
			assertThat(browser.next()).contains("longer than 128 characters");
		}
	}

	@Test
	void whatFollowsAJoinIsTakenAfterIt() {
		try (Backend backend = this.edge.backend()) {
			// On several rooms, since only those with another home loop answer later.
			for (int room = 0; room < 10; room++) {
				try (Browser browser = this.edge.browser(); Browser other = this.edge.browser()) {
					String channel = "presence-" + room;
					other.subscribe(channel, "{\"user_id\":\"o\"}");
					browser.sendSubscribe(channel, "{\"user_id\":\"b\"}");
					browser.send("{\"event\":\"client-hello\",\"channel\":\"" + channel + "\",\"data\":1}");
					browser.send("{\"event\":\"direct\",\"data\":2}");
					assertThat(other.next()).contains("member_added");
					assertThat(other.next()).isEqualTo("{\"event\":\"client-hello\",\"channel\":\"" + channel
							+ "\",\"data\":\"1\",\"user_id\":\"b\"}");
					// those of the room before may be told to have gone at any time
					assertThat(nextOf(browser, backend)).contains("socket_opened");
					assertThat(nextOf(browser, backend)).contains("\"event\":\"client-hello\"")
						.contains("\"channel\":\"" + channel + "\"");
					assertThat(nextOf(browser, backend)).contains("\"event\":\"direct\"");
				}
			}
		}
	}

	private static String nextOf(Browser browser, Backend backend) {
		String text = backend.next();
		while (!text.contains("\"" + browser.id() + "\"")) {
			text = backend.next();
		}
		return text;
	}

}
