/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.netty.util.concurrent.Ticker;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.Delivered;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.app.GroupOptions.WhenFull;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.Member;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Groups of protocol 1.0 over real connections (docs/pipe-protocol.md).
 */
class GroupTests {

	private static final GroupOptions OPTIONS = GroupOptions.DEFAULTS.withMaxEvents(50)
		.withMaxGroups(3)
		.withMaxCredit(100);

	@RegisterExtension
	final TestEdge edge = new TestEdge(app(OPTIONS));

	@RegisterExtension
	final TestEdge rejecting = new TestEdge(app(OPTIONS.withWhenFull(WhenFull.REJECT)));

	// Where somebody's time runs out: that of whoever is to stay is renewed meanwhile.
	@RegisterExtension
	final TestEdge impatient = new TestEdge(
			app(OPTIONS.withMemberTimeout(Duration.ofSeconds(2)).withAckTimeout(Duration.ofSeconds(3))),
			(builder) -> builder.ticker(Ticker.systemTicker()));

	@RegisterExtension
	final TestEdge declaring = new TestEdge(app(OPTIONS.withNames(List.of("orders"))));

	private static App app(GroupOptions options) {
		return TestApps.app().with(AppOptions.of((builder) -> builder.groups(options)));
	}

	@Test
	void greetsWithTheTermsOfMembership() {
		try (Backend backend = Backend.connect(this.edge.port(), Backend.target("&protocol_version=1.0"))) {
			assertThat(backend.next()).contains("\"event\":\"connection_established\"")
				.contains("\"member_timeout\":3000,\"max_credit\":100");
		}
	}

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
	void aDeclaredGroupMissesNothingBeforeItsFirstMember() {
		try (Browser browser = this.declaring.browser()) {
			browser.send("{\"event\":\"e\",\"data\":1}");
			browser.roundTrip();
			try (Member member = Member.connect(this.declaring.port())) {
				assertThat(member.join("orders", "a", "").result()).asString().contains("\"created\":false");
				assertThat(member.nextDelivery().notification())
					.isEqualTo(new PipeNotification.SocketOpened(browser.id()));
				assertThat(Member.data(member.nextSent())).isEqualTo("1");
			}
		}
	}

	@Test
	void tellsWhichLogTheGroupHasUntilItIsForgotten() {
		String before = log("a");
		assertThat(log("b")).isEqualTo(before);
		await((info) -> info.contains("\"members\":0"));
		this.edge.ticker().advance(11, TimeUnit.MINUTES);
		await((info) -> !info.isEmpty() && !info.contains("orders"));
		assertThat(log("a")).isNotEqualTo(before);
	}

	private String log(String name) {
		Member member = Member.connect(this.edge.port());
		String result = String.valueOf(member.join("orders", name, "").result());
		member.goodbye();
		return result.replaceAll(".*\"log\":\"([0-9a-f]+)\".*", "$1");
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
	void aMemberThatReturnsGetsAgainWhatItDidNotAcknowledge() {
		try (Browser browser = connectedBefore()) {
			Member member = Member.of(this.edge.port(), "orders", "a");
			browser.send("{\"event\":\"e\",\"data\":1}");
			member.acknowledge(member.nextSent());
			browser.send("{\"event\":\"e\",\"data\":2}");
			browser.send("{\"event\":\"e\",\"data\":3}");
			member.nextSent();
			member.nextSent();
			// What is on its way when a connection is lost may be lost.
			assertThat(member.deliveriesSoFar()).isEmpty();
			member.drop();
			browser.send("{\"event\":\"e\",\"data\":4}");
			try (Member returned = Member.of(this.edge.port(), "orders", "a")) {
				Delivered again = returned.nextSent();
				assertThat(Member.data(again)).isEqualTo("2");
				assertThat(again.redelivered()).isTrue();
				assertThat(Member.data(returned.nextSent())).isEqualTo("3");
				Delivered fresh = returned.nextSent();
				assertThat(Member.data(fresh)).isEqualTo("4");
			}
		}
	}

	private Browser connectedBefore() {
		Browser browser = this.edge.browser();
		browser.roundTrip();
		return browser;
	}

	@Test
	void whenAMemberSaysGoodbyeTheOthersGetWhatItHadAtOnce() {
		try (Browser browser = connectedBefore()) {
			Member first = Member.of(this.edge.port(), "orders", "a");
			browser.send("{\"event\":\"e\",\"data\":1}");
			first.nextSent();
			try (Member second = Member.of(this.edge.port(), "orders", "b")) {
				first.goodbye();
				Delivered again = second.nextSent();
				assertThat(Member.data(again)).isEqualTo("1");
				assertThat(again.redelivered()).isTrue();
			}
		}
	}

	@Test
	void whenAMemberIsLostTheOthersGetWhatItHadAfterItsTime() {
		try (Browser browser = this.impatient.browser()) {
			browser.roundTrip();
			Member first = Member.of(this.impatient.port(), "orders", "a");
			browser.send("{\"event\":\"e\",\"data\":1}");
			first.nextSent();
			try (Member second = Member.of(this.impatient.port(), "orders", "b")) {
				first.drop();
				awaitRedelivery(second);
			}
		}
	}

	@Test
	void aMemberThatIsSilentIsClosedAndItsSlotsMove() {
		try (Browser browser = this.impatient.browser()) {
			browser.roundTrip();
			try (Member first = Member.of(this.impatient.port(), "orders", "a")) {
				browser.send("{\"event\":\"e\",\"data\":1}");
				first.nextSent();
				try (Member second = Member.of(this.impatient.port(), "orders", "b")) {
					awaitRedelivery(second);
					assertThat(first.nextClose().closeCode()).isEqualTo(4201);
				}
			}
		}
	}

	@Test
	void aMemberThatPingsButDoesNotAcknowledgeIsClosedAndItsSlotsMove() {
		try (Browser browser = this.impatient.browser()) {
			browser.roundTrip();
			try (Member first = Member.of(this.impatient.port(), "orders", "a")) {
				browser.send("{\"event\":\"e\",\"data\":1}");
				first.nextSent();
				try (Member second = Member.of(this.impatient.port(), "orders", "b")) {
					awaitRedelivery(second, first);
					assertThat(first.nextClose().closeCode()).isEqualTo(4204);
				}
			}
		}
	}

	private static void awaitRedelivery(Member member, Member... pinging) {
		List<Delivered> deliveries = List.of();
		while (deliveries.isEmpty()) {
			for (Member other : pinging) {
				other.frame(true, RawWebSocket.PING, new byte[0]);
			}
			deliveries = member.deliveriesSoFar();
		}
		assertThat(Member.data(deliveries.get(0))).isEqualTo("1");
		assertThat(deliveries.get(0).redelivered()).isTrue();
	}

	@Test
	void aMemberWithoutCreditIsSentNoMore() {
		try (Browser browser = connectedBefore(); Member member = Member.connect(this.edge.port())) {
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
	void aSlotMovesWhenAllThatWasSentOfItIsAcknowledged() {
		try (Browser browser = connectedBefore(); Member first = Member.of(this.edge.port(), "orders", "a")) {
			browser.send("{\"event\":\"e\",\"data\":1}");
			Delivered held = first.nextSent();
			try (Member second = Member.of(this.edge.port(), "orders", "b")) {
				first.send("{\"id\":\"bye\",\"method\":\"leave\",\"params\":{}}");
				assertThat(first.deliveriesSoFar()).isEmpty();
				browser.send("{\"event\":\"e\",\"data\":2}");
				browser.roundTrip();
				assertThat(second.deliveriesSoFar()).isEmpty();
				first.acknowledge(held);
				assertThat(first.nextMessage()).isInstanceOf(PipeReply.class);
				assertThat(Member.data(second.nextDelivery())).isEqualTo("2");
			}
		}
	}

	@Test
	void whileTheGroupIsAwayItsEventsWait() {
		try (Browser browser = connectedBefore()) {
			comeAndGo();
			for (int i = 1; i <= 5; i++) {
				browser.send("{\"event\":\"e\",\"data\":" + i + "}");
			}
			browser.roundTrip();
			try (Member member = Member.of(this.edge.port(), "orders", "b")) {
				for (int i = 1; i <= 5; i++) {
					Delivered delivered = member.nextSent();
					assertThat(Member.data(delivered)).isEqualTo(Integer.toString(i));
					assertThat(delivered.redelivered()).isFalse();
				}
			}
		}
	}

	@Test
	void whatTheLogCannotKeepIsToldAsAGap() {
		try (Browser browser = connectedBefore()) {
			comeAndGo();
			for (int i = 1; i <= 55; i++) {
				browser.send("{\"event\":\"e\",\"data\":" + i + "}");
			}
			// The answer comes after what has been published.
			browser.roundTrip();
			await((info) -> info.contains("\"waiting\":50,"));
			try (Member member = Member.of(this.edge.port(), "orders", "b")) {
				assertThat(member.nextDelivery().notification())
					.isEqualTo(new PipeNotification.Gap(5, PipeNotification.GapReason.FULL));
				assertThat(Member.data(member.nextSent())).isEqualTo("6");
			}
		}
	}

	@Test
	void whatHasWaitedForTooLongIsToldAsAGap() {
		try (Browser browser = connectedBefore()) {
			comeAndGo();
			browser.send("{\"event\":\"e\",\"data\":1}");
			await((info) -> info.contains("\"waiting\":1,"));
			this.edge.ticker().advance(6, TimeUnit.MINUTES);
			await((info) -> info.contains("\"waiting\":0,"));
			browser.send("{\"event\":\"e\",\"data\":2}");
			await((info) -> info.contains("\"waiting\":1,"));
			try (Member member = Member.of(this.edge.port(), "orders", "b")) {
				assertThat(member.nextDelivery().notification())
					.isEqualTo(new PipeNotification.Gap(1, PipeNotification.GapReason.EXPIRED));
				assertThat(Member.data(member.nextSent())).isEqualTo("2");
			}
		}
	}

	private void comeAndGo() {
		Member.of(this.edge.port(), "orders", "a").goodbye();
		await((info) -> info.contains("\"members\":0,"));
	}

	private void await(Predicate<String> info) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		try (Member onlooker = Member.connect(this.edge.port())) {
			String told = "";
			while (!info.test(told) && System.nanoTime() - deadline < 0) {
				this.edge.ticker().advance(1, TimeUnit.MILLISECONDS);
				told = String.valueOf(onlooker.request("query", "{\"kind\":\"info\"}").result());
			}
			assertThat(told).matches(info);
		}
	}

	@Test
	void whenTheLogIsFullAndRejectsBrowsersAreToldAndNothingIsLost() {
		try (Browser browser = this.rejecting.browser()) {
			browser.roundTrip();
			Member.of(this.rejecting.port(), "orders", "a").goodbye();
			int accepted = 0;
			boolean rejected = false;
			while (!rejected) {
				browser.send("{\"event\":\"e\",\"data\":" + (accepted + 1) + "}");
				browser.send("{\"event\":\"pusher:ping\",\"data\":{}}");
				String answer = browser.next();
				rejected = answer.contains("4301");
				accepted += rejected ? 0 : 1;
			}
			assertThat(accepted).isEqualTo(50);
			try (Member member = Member.of(this.rejecting.port(), "orders", "b")) {
				for (int i = 1; i <= accepted; i++) {
					Delivered delivered = member.nextSent();
					assertThat(Member.data(delivered)).isEqualTo(Integer.toString(i));
					member.acknowledge(delivered);
				}
			}
		}
	}

	@Test
	void aGroupThatNobodyReturnsToIsForgotten() {
		comeAndGo();
		this.edge.ticker().advance(11, TimeUnit.MINUTES);
		await((info) -> !info.isEmpty() && !info.contains("orders"));
		try (Member member = Member.connect(this.edge.port())) {
			assertThat(member.join("orders", "b", "").result()).asString().contains("\"created\":true");
		}
	}

	@Test
	void theOwnerOfTheSocketDecides() {
		try (Browser browser = connectedBefore();
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
	void infoTellsWhatGroupsAreDoing() {
		try (Browser browser = connectedBefore(); Member member = Member.connect(this.edge.port())) {
			member.join("orders", "a", ",\"credit\":2");
			for (int i = 1; i <= 5; i++) {
				browser.send("{\"event\":\"e\",\"data\":" + i + "}");
			}
			await((info) -> info
				.equals("{\"sockets\":1,\"groups\":{\"orders\":{\"members\":1,\"waiting\":3,\"unacknowledged\":2}}}"));
		}
	}

	@Test
	void filteredEventsAreNotSent() {
		try (Browser browser = connectedBefore(); Member member = Member.connect(this.edge.port())) {
			member.join("orders", "a", ",\"filter\":{\"back_channel\":[\"wanted\"],\"channels\":[]}");
			browser.send("{\"event\":\"other\",\"data\":1}");
			browser.send("{\"event\":\"wanted\",\"data\":2}");
			assertThat(Member.data(member.nextSent())).isEqualTo("2");
		}
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
	void anAcknowledgementOfWhatWasNotDeliveredIsAnError() {
		try (Member member = Member.of(this.edge.port(), "orders", "a")) {
			member.acknowledge(7, 3);
			assertThat(member.nextMessage()).isEqualTo(new PipeNotification.Failure(
					new PipeError(PipeError.BAD_REQUEST, "ack: offset 3 of slot 7 has not been delivered")));
			member.acknowledge(256, 0);
			assertThat(member.nextMessage()).isEqualTo(
					new PipeNotification.Failure(new PipeError(PipeError.BAD_REQUEST, "ack: there is no slot 256")));
		}
	}

	@Test
	void aNumberedRequestIsCarriedOutOnce() {
		try (Browser browser = connectedBefore()) {
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
