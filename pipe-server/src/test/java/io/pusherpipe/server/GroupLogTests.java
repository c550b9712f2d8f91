/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.Delivered;
import io.pusherpipe.server.app.GroupOptions.WhenFull;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What waits for a group while none of its members is there (docs/pipe-protocol.md).
 */
class GroupLogTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge(TestGroups.app(TestGroups.OPTIONS));

	@RegisterExtension
	final TestEdge rejecting = new TestEdge(TestGroups.app(TestGroups.OPTIONS.withWhenFull(WhenFull.REJECT)));

	@RegisterExtension
	final TestEdge declaring = new TestEdge(TestGroups.app(TestGroups.OPTIONS.withNames(List.of("orders"))));

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
	void whileTheGroupIsAwayItsEventsWait() {
		try (Browser browser = TestGroups.connected(this.edge)) {
			TestGroups.comeAndGo(this.edge);
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
		try (Browser browser = TestGroups.connected(this.edge)) {
			TestGroups.comeAndGo(this.edge);
			for (int i = 1; i <= 55; i++) {
				browser.send("{\"event\":\"e\",\"data\":" + i + "}");
			}
			// The answer comes after what has been published.
			browser.roundTrip();
			TestGroups.await(this.edge, (info) -> info.contains("\"waiting\":50,"));
			try (Member member = Member.of(this.edge.port(), "orders", "b")) {
				assertThat(member.nextDelivery().notification())
					.isEqualTo(new PipeNotification.Gap(5, PipeNotification.GapReason.FULL));
				assertThat(Member.data(member.nextSent())).isEqualTo("6");
			}
		}
	}

	@Test
	void whatHasWaitedForTooLongIsToldAsAGap() {
		try (Browser browser = TestGroups.connected(this.edge)) {
			TestGroups.comeAndGo(this.edge);
			browser.send("{\"event\":\"e\",\"data\":1}");
			TestGroups.await(this.edge, (info) -> info.contains("\"waiting\":1,"));
			this.edge.ticker().advance(6, TimeUnit.MINUTES);
			TestGroups.await(this.edge, (info) -> info.contains("\"waiting\":0,"));
			browser.send("{\"event\":\"e\",\"data\":2}");
			TestGroups.await(this.edge, (info) -> info.contains("\"waiting\":1,"));
			try (Member member = Member.of(this.edge.port(), "orders", "b")) {
				assertThat(member.nextDelivery().notification())
					.isEqualTo(new PipeNotification.Gap(1, PipeNotification.GapReason.EXPIRED));
				assertThat(Member.data(member.nextSent())).isEqualTo("2");
			}
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

}
