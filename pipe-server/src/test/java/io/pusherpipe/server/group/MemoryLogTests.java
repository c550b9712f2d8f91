/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.Delivered;
import io.pusherpipe.protocol.pipe.PipeNotification.Gap;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.app.GroupOptions.WhenFull;
import io.pusherpipe.server.group.DeliveryLog.Entry;
import io.pusherpipe.server.tally.GroupCount;
import io.pusherpipe.server.tally.Tally;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryLog}.
 */
class MemoryLogTests {

	private static final GroupOptions OPTIONS = GroupOptions.DEFAULTS.withMaxEvents(4)
		.withMaxAge(Duration.ofSeconds(10));

	private final List<Integer> appended = new ArrayList<>();

	private final Tally<GroupCount> counts = new Tally<>(GroupCount.class);

	private long now;

	private MemoryLog log = log(OPTIONS);

	private MemoryLog log(GroupOptions options) {
		return new MemoryLog(Group.SLOTS, options, this.appended::add, () -> this.now, this.counts);
	}

	@Test
	void entriesOfASlotAreTakenInTheirOrder() {
		append(1, "a");
		append(2, "x");
		append(1, "b");
		append(1, "c");
		assertThat(this.appended).containsExactly(1, 2, 1, 1);
		assertThat(take(1, 2)).containsExactly("0 a", "1 b");
		assertThat(take(1, 2)).containsExactly("2 c");
		assertThat(take(1, 2)).isEmpty();
		assertThat(take(2, 2)).containsExactly("0 x");
	}

	@Test
	void whatIsRewoundIsTakenAgainAndMarked() {
		append(1, "a");
		append(1, "b");
		append(1, "c");
		take(1, 2);
		this.log.rewind(1);
		assertThat(take(1, 9)).containsExactly("0 a again", "1 b again", "2 c");
	}

	@Test
	void whatIsAcknowledgedIsForgotten() {
		append(1, "a");
		append(1, "b");
		take(1, 2);
		this.log.acknowledge(1, 0);
		assertThat(this.log.size()).isEqualTo(1);
		this.log.rewind(1);
		assertThat(take(1, 9)).containsExactly("1 b again");
		this.log.acknowledge(1, 1);
		assertThat(this.log.size()).isZero();
		assertThat(this.log.bytes()).isZero();
	}

	@Test
	void whatWaitsIsNotAcknowledged() {
		append(1, "a");
		this.log.acknowledge(1, 7);
		assertThat(take(1, 9)).containsExactly("0 a");
	}

	@Test
	void whenFullTheOldestThatWaitsMakesRoomWhateverItsSlot() {
		append(1, "a");
		append(2, "b");
		append(1, "c");
		append(2, "d");
		append(3, "e");
		append(3, "f");
		assertThat(this.log.size()).isEqualTo(4);
		assertThat(take(1, 9)).containsExactly("0 1 lost: FULL", "1 c");
		assertThat(take(2, 9)).containsExactly("0 1 lost: FULL", "1 d");
		assertThat(take(3, 9)).containsExactly("0 e", "1 f");
	}

	@Test
	void whatFollowsOneAnotherIsOneGapAtThePlaceOfTheLast() {
		for (String event : List.of("a", "b", "c", "d", "e", "f", "g")) {
			append(1, event);
		}
		assertThat(take(1, 9)).containsExactly("2 3 lost: FULL", "3 d", "4 e", "5 f", "6 g");
	}

	@Test
	void whatHasBeenTakenIsNotDropped() {
		append(1, "a");
		append(1, "b");
		append(1, "c");
		append(1, "d");
		take(1, 3);
		append(2, "x");
		append(2, "y");
		this.log.rewind(1);
		assertThat(take(1, 9)).containsExactly("0 a again", "1 b again", "2 c again", "3 1 lost: FULL");
		assertThat(take(2, 9)).containsExactly("0 1 lost: FULL", "1 y");
	}

	@Test
	void whenEverythingIsTakenWhatComesIsDropped() {
		for (String event : List.of("a", "b", "c", "d")) {
			append(1, event);
		}
		take(1, 4);
		append(1, "e");
		assertThat(this.log.size()).isEqualTo(4);
		assertThat(take(1, 9)).containsExactly("4 1 lost: FULL");
	}

	@Test
	void gapsAreTakenAgainAsOtherEntriesAre() {
		for (String event : List.of("a", "b", "c", "d", "e")) {
			append(1, event);
		}
		take(1, 2);
		this.log.rewind(1);
		assertThat(take(1, 2)).containsExactly("0 1 lost: FULL again", "1 b again");
		this.log.acknowledge(1, 0);
		this.log.rewind(1);
		assertThat(take(1, 1)).containsExactly("1 b again");
	}

	@Test
	void bytesAreBounded() {
		this.log = log(OPTIONS.withMaxEvents(1000).withMaxBytes(10_000));
		for (int i = 0; i < 100; i++) {
			append(1, "x".repeat(500));
		}
		assertThat(this.log.bytes()).isLessThanOrEqualTo(10_000);
		assertThat(this.log.size()).isBetween(10L, 20L);
	}

	@Test
	void whatHasWaitedTooLongExpires() {
		append(1, "a");
		this.now += Duration.ofSeconds(6).toNanos();
		append(1, "b");
		this.now += Duration.ofSeconds(6).toNanos();
		this.log.expire();
		assertThat(take(1, 9)).containsExactly("0 1 lost: EXPIRED", "1 b");
	}

	@Test
	void whatHasBeenTakenDoesNotExpire() {
		append(1, "a");
		take(1, 1);
		this.now += Duration.ofSeconds(60).toNanos();
		this.log.expire();
		this.log.rewind(1);
		assertThat(take(1, 9)).containsExactly("0 a again");
	}

	@Test
	void whoRejectsIsFullBeforeAnythingIsDropped() {
		this.log = log(OPTIONS.withMaxEvents(10).withWhenFull(WhenFull.REJECT));
		for (int i = 0; i < 10; i++) {
			assertThat(this.log.isFull()).isFalse();
			append(1, "e" + i);
		}
		assertThat(this.log.isFull()).isTrue();
		append(1, "close");
		assertThat(this.log.size()).isEqualTo(11);
		append(1, "one too many");
		assertThat(this.log.size()).isEqualTo(11);
	}

	@Test
	void aFullLogIsOpenAgainWhenATenthIsFree() {
		this.log = log(OPTIONS.withMaxEvents(10).withWhenFull(WhenFull.REJECT));
		for (int i = 0; i < 10; i++) {
			append(1, "e" + i);
		}
		take(1, 10);
		assertThat(this.log.isFull()).isTrue();
		this.log.acknowledge(1, 0);
		assertThat(this.log.isFull()).isFalse();
	}

	@Test
	void whatStillComesAfterTheEndDoesNoHarm() {
		append(1, "a");
		this.log.close();
		append(1, "b");
		this.log.acknowledge(1, 0);
		this.log.rewind(1);
		this.log.expire();
	}

	private void append(int slot, String socketId) {
		this.log.append(slot, Pipe10Codec.event(new PipeNotification.SocketOpened(socketId)));
	}

	private List<String> take(int slot, int max) {
		List<String> taken = new ArrayList<>();
		this.log.take(slot, max, (entries) -> entries.forEach((entry) -> taken.add(describe(entry))));
		return taken;
	}

	private static String describe(Entry entry) {
		Delivered delivered = (Delivered) Pipe10Codec.INSTANCE
			.decodeFromEdge(Pipe10Codec.delivery(0, entry.offset(), entry.redelivered(), entry.event()))
			.get(0);
		PipeNotification notification = delivered.notification();
		String what = (notification instanceof Gap gap) ? gap.events() + " lost: " + gap.reason()
				: ((PipeNotification.SocketOpened) notification).socketId();
		return delivered.offset() + " " + what + (delivered.redelivered() ? " again" : "");
	}

}
