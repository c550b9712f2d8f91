/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that members have written down from before a fault until everything that was sent
 * has been handled, and what is to be thought of it.
 */
final class Cycle {

	private final Map<String, History> histories;

	private final List<Handled> records;

	private final long struck;

	private final Set<String> victims;

	private final Map<String, String> victimSockets;

	private final long thawed;

	private final Map<String, Handled> firsts = new HashMap<>();

	private final List<Handled> disorders = new ArrayList<>();

	private final List<Handled> unmarked = new ArrayList<>();

	private final List<Handled> foreign = new ArrayList<>();

	private final List<Handled> gaps = new ArrayList<>();

	private long events;

	private long duplicates;

	private long late;

	private long oldest;

	private long moved = -1;

	private long longestWait;

	/**
	 * Create a cycle.
	 * @param histories what is known of the sockets, which the check adds to
	 * @param records what was written down
	 * @param struck when the fault came
	 * @param victims whom it hit
	 * @param victimSockets the sockets that they had, and who had them
	 * @param thawed when a frozen one went on; {@code Long.MAX_VALUE} if none was
	 */
	Cycle(Map<String, History> histories, List<Handled> records, long struck, Set<String> victims,
			Map<String, String> victimSockets, long thawed) {
		this.histories = histories;
		this.records = new ArrayList<>(records);
		this.records.sort(Comparator.comparingLong((handled) -> handled.record().handled()));
		this.struck = struck;
		this.victims = victims;
		this.victimSockets = victimSockets;
		this.thawed = thawed;
	}

	Outcome check(long lost, List<String> disconnected) {
		Set<String> takenOver = takenOver();
		for (Handled handled : this.records) {
			Entry.Kind kind = handled.record().kind();
			if (kind == Entry.Kind.GAP || kind == Entry.Kind.FORGOTTEN) {
				this.gaps.add(handled);
			}
			else if (isLate(handled, takenOver)) {
				this.late++;
			}
			else if (kind != Entry.Kind.CONNECTED) {
				check(handled);
			}
		}
		return new Outcome(this.events, lost, this.disorders, this.unmarked, this.foreign, disconnected, this.gaps,
				this.duplicates, this.late, millis(this.oldest), (this.moved >= 0) ? millis(this.moved) : -1,
				millis(this.longestWait));
	}

	private static double millis(long nanos) {
		return nanos / 1e6;
	}

	// What members that were not hit have been given as something that comes again.
	private Set<String> takenOver() {
		Set<String> keys = new HashSet<>();
		for (Handled handled : this.records) {
			if (handled.record().redelivered() && !this.victims.contains(handled.member())) {
				keys.add(handled.key());
			}
		}
		return keys;
	}

	// A handler that had begun when its process froze, but had not written yet, goes on
	// when it thaws.
	private boolean isLate(Handled handled, Set<String> takenOver) {
		Entry record = handled.record();
		return record.handled() > this.thawed && !record.redelivered() && this.victims.contains(handled.member())
				&& takenOver.contains(handled.key());
	}

	private void check(Handled handled) {
		Entry record = handled.record();
		History.Step step = this.histories.computeIfAbsent(record.socketId(), (id) -> new History()).check(record);
		if (!step.inOrder()) {
			this.disorders.add(handled);
		}
		if (step.first()) {
			this.firsts.put(handled.key(), handled);
			if (record.kind() == Entry.Kind.EVENT) {
				this.events++;
				this.longestWait = Math.max(this.longestWait, record.handled() - record.sent());
			}
		}
		else {
			checkAgain(handled);
		}
		if (this.moved < 0 && handled.isMoved(this.struck, this.victimSockets)) {
			this.moved = record.handled() - this.struck;
		}
	}

	private void checkAgain(Handled handled) {
		this.duplicates++;
		if (!handled.record().redelivered()) {
			this.unmarked.add(handled);
		}
		Handled first = this.firsts.get(handled.key());
		if (first == null || !this.victims.contains(first.member())) {
			this.foreign.add(handled);
		}
		else {
			this.oldest = Math.max(this.oldest, this.struck - first.record().handled());
		}
	}

}
