/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Shares the slots among the members, evenly and with as few moves as possible. Who is
 * away for a moment keeps its share and is given nothing.
 */
final class Balance {

	private final Map<Member, Deque<Slot>> shares = new LinkedHashMap<>();

	private final List<Slot> homeless = new ArrayList<>();

	private final Map<Slot, Member> moves = new LinkedHashMap<>();

	private Balance(Collection<Slot> slots, Collection<Member> members) {
		for (Member member : members) {
			if (!member.isLeaving()) {
				this.shares.put(member, new ArrayDeque<>());
			}
		}
		for (Slot slot : slots) {
			Member destination = slot.destination();
			Deque<Slot> share = (destination != null) ? this.shares.get(destination) : null;
			if (share == null) {
				this.homeless.add(slot);
			}
			else {
				// In the order of the slots, whether they are busy or not: who is given
				// the
				// idle ones first is given nothing to do.
				share.addLast(slot);
			}
		}
	}

	/**
	 * Find out which slots should move.
	 * @param slots the slots
	 * @param members the members
	 * @return where to, by slot; slots that nobody can take are not there
	 */
	static Map<Slot, Member> moves(Collection<Slot> slots, Collection<Member> members) {
		Balance balance = new Balance(slots, members);
		balance.house();
		balance.even();
		return balance.moves;
	}

	private void house() {
		for (Slot slot : this.homeless) {
			Member poorest = poorest();
			if (poorest != null) {
				give(slot, poorest);
			}
		}
	}

	private void even() {
		while (true) {
			Member poorest = poorest();
			Member richest = extreme((member) -> true, true);
			if (poorest == null || richest == null || share(richest).size() - share(poorest).size() <= 1) {
				return;
			}
			give(share(richest).removeLast(), poorest);
		}
	}

	private void give(Slot slot, Member member) {
		share(member).addFirst(slot);
		this.moves.put(slot, member);
	}

	private Deque<Slot> share(Member member) {
		return this.shares.getOrDefault(member, new ArrayDeque<>());
	}

	private @Nullable Member poorest() {
		return extreme(Member::takesSlots, false);
	}

	private @Nullable Member extreme(Predicate<Member> candidate, boolean most) {
		Member found = null;
		for (Member member : this.shares.keySet()) {
			if (candidate.test(member)) {
				int difference = (found != null) ? share(member).size() - share(found).size() : 0;
				if (found == null || (most ? difference > 0 : difference < 0)) {
					found = member;
				}
			}
		}
		return found;
	}

}
