/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.Delivered;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which member is delivered what, and in which order (docs/pipe-protocol.md).
 */
class GroupDeliveryTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge(TestGroups.app(TestGroups.OPTIONS));

	@Test
	void aSocketsLifeComesInOrderInOneSlot() {
		try (Member member = Member.of(this.edge.port(), "orders", "a")) {
			String socketId;
			try (Browser browser = this.edge.browser()) {
				socketId = browser.id();
				browser.send("{\"event\":\"one\",\"data\":{\"x\":1}}");
				browser.send("{\"event\":\"two\",\"data\":2}");
			}
			List<Delivered> deliveries = List.of(member.nextDelivery(), member.nextDelivery(), member.nextDelivery(),
					member.nextDelivery());
			assertThat(deliveries).extracting(Delivered::slot).containsOnly(deliveries.get(0).slot());
			assertThat(deliveries).extracting(Delivered::offset).containsExactly(0L, 1L, 2L, 3L);
			assertThat(deliveries).noneMatch(Delivered::redelivered);
			assertThat(deliveries.get(0).notification()).isEqualTo(new PipeNotification.SocketOpened(socketId));
			assertThat(Member.data(deliveries.get(1))).isEqualTo("{\"x\":1}");
			assertThat(Member.data(deliveries.get(2))).isEqualTo("2");
			assertThat(deliveries.get(3).notification()).isEqualTo(new PipeNotification.SocketClosed(socketId));
		}
	}

	@Test
	void everyGroupGetsEveryEvent() {
		try (Member orders = Member.of(this.edge.port(), "orders", "a");
				Member audit = Member.of(this.edge.port(), "audit", "a");
				Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"e\",\"data\":1}");
			assertThat(Member.data(orders.nextSent())).isEqualTo("1");
			assertThat(Member.data(audit.nextSent())).isEqualTo("1");
		}
	}

	@Test
	void withoutAGroupAMemberGetsEverything() {
		try (Member first = Member.connect(this.edge.port()); Member second = Member.connect(this.edge.port())) {
			first.request("subscribe", "{\"events\":[\"socket_message\"]}");
			second.request("subscribe", "{\"events\":[\"socket_message\"]}");
			try (Browser browser = this.edge.browser()) {
				browser.send("{\"event\":\"e\",\"data\":1}");
				assertThat(Member.data(first.nextSent())).isEqualTo("1");
				assertThat(Member.data(second.nextSent())).isEqualTo("1");
			}
		}
	}

	@Test
	void membersShareTheSockets() {
		try (Member first = Member.of(this.edge.port(), "orders", "a");
				Member second = Member.of(this.edge.port(), "orders", "b")) {
			List<Browser> browsers = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				browsers.add(this.edge.browser());
			}
			Set<String> firsts = openedSoFar(first);
			Set<String> seconds = openedSoFar(second);
			assertThat(firsts).isNotEmpty().doesNotContainAnyElementsOf(seconds);
			assertThat(seconds).isNotEmpty();
			assertThat(firsts.size() + seconds.size()).isEqualTo(40);
			browsers.forEach(Browser::close);
		}
	}

	private static Set<String> openedSoFar(Member member) {
		return member.deliveriesSoFar()
			.stream()
			.map((delivered) -> ((PipeNotification.SocketOpened) delivered.notification()).socketId())
			.collect(Collectors.toSet());
	}

	@Test
	void whenShardedByChannelOneMemberGetsTheRoom() {
		try (Member first = Member.connect(this.edge.port()); Member second = Member.connect(this.edge.port())) {
			first.join("rooms", "a", ",\"shard\":\"channel\"");
			second.join("rooms", "b", ",\"shard\":\"channel\"");
			Set<Integer> slots = new HashSet<>();
			List<Browser> browsers = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				Browser browser = this.edge.browser();
				browsers.add(browser);
				browser.subscribe("room");
				browser.send("{\"event\":\"e\",\"data\":1,\"channel\":\"room\"}");
				browser.roundTrip();
			}
			for (Member member : List.of(first, second)) {
				for (Delivered delivered : member.deliveriesSoFar()) {
					if (delivered.notification() instanceof PipeNotification.SocketMessage) {
						slots.add(delivered.slot());
					}
				}
			}
			assertThat(slots).hasSize(1);
			browsers.forEach(Browser::close);
		}
	}

	@Test
	void theOwnerOfTheSocketDecides() {
		try (Browser browser = TestGroups.connected(this.edge);
				Member first = Member.connect(this.edge.port());
				Member second = Member.connect(this.edge.port())) {
			first.join("orders", "a", ",\"decides\":[\"authorize_channel\"]");
			second.join("orders", "b", ",\"decides\":[\"authorize_channel\"]");
			browser.send("{\"event\":\"e\",\"data\":1}");
			browser.roundTrip();
			List<Delivered> firsts = first.deliveriesSoFar();
			List<Delivered> seconds = second.deliveriesSoFar();
			assertThat(firsts.size() + seconds.size()).isEqualTo(1);
			Member owner = firsts.isEmpty() ? second : first;
			for (int i = 0; i < 4; i++) {
				browser.send("{\"event\":\"pipe:authorize\",\"data\":{\"id\":" + i + ",\"channel\":\"private-a\"}}");
				PipeRequest question = (PipeRequest) owner.nextMessage();
				assertThat(question.command())
					.isEqualTo(new PipeRequest.AuthorizeChannel(browser.id(), "private-a", null));
				owner.send("{\"id\":" + question.id() + ",\"result\":{\"authorized\":true}}");
				assertThat(browser.next()).contains("pipe:reply").contains("\\\"auth\\\"");
			}
		}
	}

	@Test
	void filteredEventsAreNotSent() {
		try (Browser browser = TestGroups.connected(this.edge); Member member = Member.connect(this.edge.port())) {
			member.join("orders", "a", ",\"filter\":{\"back_channel\":[\"wanted\"],\"channels\":[]}");
			browser.send("{\"event\":\"other\",\"data\":1}");
			browser.send("{\"event\":\"wanted\",\"data\":2}");
			assertThat(Member.data(member.nextSent())).isEqualTo("2");
		}
	}

	@Test
	void aMemberWithoutCreditIsSentNoMore() {
		try (Browser browser = TestGroups.connected(this.edge); Member member = Member.connect(this.edge.port())) {
			member.join("orders", "a", ",\"credit\":2");
			for (int i = 1; i <= 4; i++) {
				browser.send("{\"event\":\"e\",\"data\":" + i + "}");
			}
			browser.roundTrip();
			member.nextDelivery();
			Delivered second = member.nextDelivery();
			assertThat(member.deliveriesSoFar()).isEmpty();
			member.acknowledge(second);
			assertThat(Member.data(member.nextDelivery())).isEqualTo("3");
			assertThat(Member.data(member.nextDelivery())).isEqualTo("4");
		}
	}

	@Test
	void whenTheEdgeStopsTheMembersAreToldOfEveryClose() throws Exception {
		Browser browser = this.edge.browser();
		Thread stop = new Thread(() -> this.edge.server().stop());
		try (Member member = Member.of(this.edge.port(), "orders", "a")) {
			browser.send("{\"event\":\"e\",\"data\":1}");
			Delivered sent = member.nextSent();
			member.acknowledge(sent);
			stop.start();
			assertThat(browser.nextClose().closeCode()).isEqualTo(4200);
			browser.close();
			Delivered closed = member.nextDelivery();
			assertThat(closed.notification()).isEqualTo(new PipeNotification.SocketClosed(browser.id()));
			member.acknowledge(closed);
			assertThat(member.nextClose().closeCode()).isEqualTo(4200);
		}
		stop.join();
	}

}
