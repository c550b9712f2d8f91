/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.Delivered;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.Member;
import io.pusherpipe.server.test.RawWebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets what was delivered to a member and not acknowledged (docs/pipe-protocol.md).
 */
class GroupRedeliveryTests {

	private static final long MAX_STEP = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

	@RegisterExtension
	final TestEdge edge = new TestEdge(TestGroups.app(TestGroups.OPTIONS));

	// Where somebody's time runs out: that of whoever is to stay is renewed meanwhile.
	@RegisterExtension
	final TestEdge impatient = new TestEdge(TestGroups
		.app(TestGroups.OPTIONS.withMemberTimeout(Duration.ofSeconds(2)).withAckTimeout(Duration.ofSeconds(3))));

	@Test
	void aMemberThatReturnsGetsAgainWhatItDidNotAcknowledge() {
		try (Browser browser = TestGroups.connected(this.edge)) {
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

	@Test
	void whenAMemberSaysGoodbyeTheOthersGetWhatItHadAtOnce() {
		try (Browser browser = TestGroups.connected(this.edge)) {
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

	// The edge's time goes by as time does, but stands still while this thread does.
	// Otherwise who is to stay could not be heard of in time.
	private void awaitRedelivery(Member member, Member... pinging) {
		List<Delivered> deliveries = List.of();
		long start = System.nanoTime();
		long before = start;
		while (deliveries.isEmpty()) {
			long now = System.nanoTime();
			assertThat(now - start).as("nanoseconds without a delivery").isLessThan(PATIENCE);
			this.impatient.ticker().advance(Math.min(now - before, MAX_STEP), TimeUnit.NANOSECONDS);
			before = now;
			for (Member other : pinging) {
				other.frame(true, RawWebSocket.PING, new byte[0]);
			}
			deliveries = member.deliveriesSoFar();
		}
		assertThat(Member.data(deliveries.get(0))).isEqualTo("1");
		assertThat(deliveries.get(0).redelivered()).isTrue();
	}

	@Test
	void aSlotMovesWhenAllThatWasSentOfItIsAcknowledged() {
		try (Browser browser = TestGroups.connected(this.edge);
				Member first = Member.of(this.edge.port(), "orders", "a")) {
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

}
