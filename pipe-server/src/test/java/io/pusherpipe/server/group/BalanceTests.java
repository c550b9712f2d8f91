/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.pusherpipe.protocol.CloseCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Balance}.
 */
class BalanceTests {

	private final List<Slot> slots = new ArrayList<>();

	BalanceTests() {
		for (int i = 0; i < Group.SLOTS; i++) {
			this.slots.add(new Slot(i));
		}
	}

	@Test
	void theFirstMemberGetsEverything() {
		Member member = member("a");
		assertThat(Balance.moves(this.slots, List.of(member))).hasSize(Group.SLOTS).containsValue(member);
	}

	@Test
	void aNewMemberGetsItsShareAndNobodyElseMoves() {
		Member first = member("a");
		Member second = member("b");
		Member third = member("c");
		this.slots.forEach((slot) -> slot.give((slot.index() % 2 == 0) ? first : second));
		Map<Slot, Member> moves = Balance.moves(this.slots, List.of(first, second, third));
		assertThat(moves).hasSize(85).doesNotContainValue(first).doesNotContainValue(second);
		assertThat(moves.keySet()).filteredOn((slot) -> slot.owner() == first).hasSizeBetween(42, 43);
	}

	@Test
	void aNewMemberGetsBusySlotsAsWellAsIdleOnes() {
		Member first = member("a");
		this.slots.forEach((slot) -> {
			slot.give(first);
			if (HomedGroup.slot("socket " + slot.index()) % 2 == 0) {
				slot.sent(1, 1, 1);
			}
		});
		Map<Slot, Member> moves = Balance.moves(this.slots, List.of(first, member("b")));
		assertThat(moves).hasSize(128);
		assertThat(moves.keySet()).filteredOn((slot) -> !slot.isIdle()).hasSizeBetween(40, 88);
	}

	@Test
	void whoIsAwayKeepsItsShareAndIsGivenNothing() {
		Member away = member("a");
		away.disconnected();
		Member present = member("b");
		this.slots.subList(0, 100).forEach((slot) -> slot.give(away));
		Map<Slot, Member> moves = Balance.moves(this.slots, List.of(away, present));
		assertThat(moves).hasSize(156).doesNotContainValue(away);
		assertThat(moves.keySet()).noneMatch((slot) -> slot.owner() == away);
	}

	@Test
	void whoLeavesGivesEverythingAway() {
		Member leaving = member("a");
		Member staying = member("b");
		this.slots.forEach((slot) -> slot.give(leaving));
		leaving.leave(() -> {
		});
		assertThat(Balance.moves(this.slots, List.of(leaving, staying))).hasSize(256).doesNotContainValue(leaving);
	}

	private static Member member(String name) {
		return new Member(name, GroupHistory.subscription(name), new MemberLink() {

			@Override
			public void deliver(int slot, long offset, boolean redelivered, byte[] event) {
			}

			@Override
			public long lastHeard() {
				return 0;
			}

			@Override
			public void close(CloseCode code) {
			}

		});
	}

}
