/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.concurrent.TimeUnit;

import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is a member of which group, and how the edge answers to it (docs/pipe-protocol.md).
 */
class GroupMembershipTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge(TestGroups.app(TestGroups.OPTIONS));

	@Test
	void greetsWithTheTermsOfMembership() {
		try (Backend backend = Backend.connect(this.edge.port(), Backend.target("&protocol_version=1.0"))) {
			assertThat(backend.next()).contains("\"event\":\"connection_established\"")
				.contains("\"member_timeout\":3000,\"max_credit\":100");
		}
	}

	@Test
	void tellsWhetherTheGroupIsNew() {
		try (Member first = Member.connect(this.edge.port()); Member second = Member.connect(this.edge.port())) {
			assertThat(first.join("orders", "a", "").result()).asString()
				.contains("\"group\":\"orders\",\"member\":\"a\"")
				.contains("\"created\":true");
			assertThat(second.join("orders", "b", "").result()).asString().contains("\"created\":false");
		}
	}

	@Test
	void tellsWhichLogTheGroupHasUntilItIsForgotten() {
		String before = log("a");
		assertThat(log("b")).isEqualTo(before);
		TestGroups.await(this.edge, (info) -> info.contains("\"members\":0"));
		this.edge.ticker().advance(11, TimeUnit.MINUTES);
		TestGroups.await(this.edge, (info) -> !info.isEmpty() && !info.contains("orders"));
		assertThat(log("a")).isNotEqualTo(before);
	}

	private String log(String name) {
		Member member = Member.connect(this.edge.port());
		String result = String.valueOf(member.join("orders", name, "").result());
		member.goodbye();
		return result.replaceAll(".*\"log\":\"([0-9a-f]+)\".*", "$1");
	}

	@Test
	void aGroupThatNobodyReturnsToIsForgotten() {
		TestGroups.comeAndGo(this.edge);
		this.edge.ticker().advance(11, TimeUnit.MINUTES);
		TestGroups.await(this.edge, (info) -> !info.isEmpty() && !info.contains("orders"));
		try (Member member = Member.connect(this.edge.port())) {
			assertThat(member.join("orders", "b", "").result()).asString().contains("\"created\":true");
		}
	}

	@Test
	void aGroupHasOneShard() {
		try (Member first = Member.of(this.edge.port(), "orders", "a");
				Member second = Member.connect(this.edge.port())) {
			assertThat(second.join("orders", "b", ",\"shard\":\"channel\"").error()).isEqualTo(
					new PipeError(PipeError.CONFLICT, "subscribe: params.shard is channel, but the group has socket"));
			first.roundTrip();
		}
	}

	@Test
	void aPipeIsOneMember() {
		try (Member member = Member.of(this.edge.port(), "orders", "a")) {
			assertThat(member.join("orders", "b", "").error())
				.isEqualTo(new PipeError(PipeError.CONFLICT, "subscribe: this Pipe is member a of group orders"));
			assertThat(member.join("orders", "a", ",\"credit\":5").error()).isNull();
		}
	}

	@Test
	void anotherConnectionOfTheMemberTakesItsPlace() {
		try (Member former = Member.of(this.edge.port(), "orders", "a");
				Member member = Member.of(this.edge.port(), "orders", "a");
				Browser browser = this.edge.browser()) {
			assertThat(former.nextClose().closeCode()).isEqualTo(4203);
			browser.send("{\"event\":\"e\",\"data\":1}");
			assertThat(Member.data(member.nextSent())).isEqualTo("1");
		}
	}

	@Test
	void thereAreNoMoreGroupsThanAllowed() {
		try (Member a = Member.of(this.edge.port(), "a", "m");
				Member b = Member.of(this.edge.port(), "b", "m");
				Member c = Member.of(this.edge.port(), "c", "m");
				Member d = Member.connect(this.edge.port())) {
			assertThat(d.join("d", "m", "").error())
				.isEqualTo(new PipeError(PipeError.LIMIT, "The app has 3 groups, and groups.max-groups allows 3"));
			assertThat(d.request("subscribe", "{\"events\":[\"socket_message\"]}").error()).isNull();
			a.roundTrip();
			b.roundTrip();
			c.roundTrip();
		}
	}

	@Test
	void moreCreditThanAllowedIsLowered() {
		try (Member member = Member.connect(this.edge.port())) {
			assertThat(member.join("orders", "a", ",\"credit\":101").result()).asString().contains("\"credit\":100");
			assertThat(member.join("orders", "a", ",\"credit\":99").result()).asString().contains("\"credit\":99");
		}
	}

	@Test
	void infoTellsWhatGroupsAreDoing() {
		try (Browser browser = TestGroups.connected(this.edge); Member member = Member.connect(this.edge.port())) {
			member.join("orders", "a", ",\"credit\":2");
			for (int i = 1; i <= 5; i++) {
				browser.send("{\"event\":\"e\",\"data\":" + i + "}");
			}
			TestGroups.await(this.edge, (info) -> info
				.equals("{\"sockets\":1,\"groups\":{\"orders\":{\"members\":1,\"waiting\":3,\"unacknowledged\":2}}}"));
		}
	}

	@Test
	void aNumberedRequestIsCarriedOutOnce() {
		try (Browser browser = TestGroups.connected(this.edge)) {
			String trigger = "{\"socket_id\":\"" + browser.id() + "\",\"event\":\"e\",\"data\":1}";
			Member member = Member.of(this.edge.port(), "orders", "a");
			member.request(2001, "trigger", trigger);
			member.drop();
			try (Member returned = Member.of(this.edge.port(), "orders", "a")) {
				assertThat(returned.request(2001, "trigger", trigger).result()).asString()
					.isEqualTo("{\"duplicate\":true}");
				returned.request(2002, "trigger", trigger.replace("\"data\":1", "\"data\":2"));
			}
			assertThat(browser.next()).contains("\"data\":\"1\"");
			assertThat(browser.next()).contains("\"data\":\"2\"");
		}
	}

}
