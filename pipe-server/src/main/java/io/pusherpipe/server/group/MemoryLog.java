/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import io.pusherpipe.protocol.pipe.PipeNotification.GapReason;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.app.GroupOptions.WhenFull;
import io.pusherpipe.server.tally.GroupCount;
import io.pusherpipe.server.tally.Tally;

/**
 * A log in this node's memory, bounded by events, bytes and age. What waits is dropped
 * for what comes, the oldest first, and leaves a gap in its place; what has been taken is
 * not dropped, since it may well be acknowledged.
 */
final class MemoryLog implements DeliveryLog {

	/** What an entry costs beside its event, in bytes. */
	static final int OVERHEAD = 96;

	// With WhenFull.REJECT, how far events that are accepted anyway may exceed the
	// bounds, as a fraction: opens, closes, and what was under way.
	private static final int TOLERANCE = 10;

	private final List<NodeQueue> slots;

	private final GroupOptions options;

	private final Listener listener;

	private final LongSupplier nanoTime;

	private final Tally<GroupCount> counts;

	private final WaitingNodes waiting = new WaitingNodes();

	private int events;

	private long bytes;

	private boolean full;

	private boolean closed;

	MemoryLog(int slots, GroupOptions options, Listener listener, LongSupplier nanoTime, Tally<GroupCount> counts) {
		this.slots = new ArrayList<>(slots);
		for (int i = 0; i < slots; i++) {
			this.slots.add(new NodeQueue());
		}
		this.options = options;
		this.listener = listener;
		this.nanoTime = nanoTime;
		this.counts = counts;
	}

	@Override
	public void append(int slot, byte[] event) {
		LogNode node = this.slots.get(slot).append(slot, event, this.nanoTime.getAsLong());
		this.waiting.addLast(node);
		this.counts.add(GroupCount.APPENDED);
		count(node, 1);
		long excess = (this.options.whenFull() == WhenFull.REJECT) ? 100 + TOLERANCE : 100;
		while (exceeds(excess)) {
			LogNode oldest = this.waiting.first();
			if (oldest == null) {
				break;
			}
			drop(oldest, GapReason.FULL);
		}
		updateFull();
		this.listener.appended(slot);
	}

	@Override
	public void take(int slot, int max, Reader reader) {
		NodeQueue queue = this.slots.get(slot);
		List<Entry> entries = new ArrayList<>();
		while (entries.size() < max) {
			LogNode node = queue.take();
			if (node == null) {
				break;
			}
			this.waiting.remove(node);
			Entry entry = node.take();
			entries.add(entry);
			if (node.isGap() && !entry.redelivered()) {
				this.counts.add((node.reason() == GapReason.FULL) ? GroupCount.GAPS_FULL : GroupCount.GAPS_EXPIRED);
			}
		}
		reader.read(entries);
	}

	@Override
	public void acknowledge(int slot, long offset) {
		NodeQueue queue = this.slots.get(slot);
		for (LogNode node = queue.removeTaken(offset); node != null; node = queue.removeTaken(offset)) {
			count(node, -1);
		}
		updateFull();
	}

	@Override
	public void rewind(int slot) {
		// From the last to the first, so that they wait in their order.
		for (LogNode node : this.slots.get(slot).rewind()) {
			if (!node.isGap()) {
				this.waiting.addFirst(node);
			}
		}
	}

	@Override
	public void expire() {
		long before = this.nanoTime.getAsLong() - this.options.maxAge().toNanos();
		LogNode oldest = this.waiting.first();
		while (oldest != null && oldest.isOlderThan(before)) {
			drop(oldest, GapReason.EXPIRED);
			oldest = this.waiting.first();
		}
		updateFull();
	}

	@Override
	public boolean isFull() {
		return this.full;
	}

	@Override
	public void close() {
		// What is on its way from other loops still comes, and goes with the rest.
		this.closed = true;
		this.counts.add(GroupCount.EVENTS, -this.events);
		this.counts.add(GroupCount.BYTES, -this.bytes);
	}

	@Override
	public long size() {
		return this.events;
	}

	@Override
	public long bytes() {
		return this.bytes;
	}

	@Override
	public long age() {
		long now = this.nanoTime.getAsLong();
		long age = 0;
		for (NodeQueue slot : this.slots) {
			LogNode oldest = slot.first();
			if (oldest != null) {
				age = Math.max(age, now - oldest.time());
			}
		}
		return age;
	}

	// Gaps are not dropped: there are few of them, and they tell of what was.
	private void drop(LogNode node, GapReason reason) {
		count(node, -1);
		this.counts.add((reason == GapReason.FULL) ? GroupCount.LOST_FULL : GroupCount.LOST_EXPIRED);
		this.waiting.remove(node);
		node.becomeGap(reason);
		this.slots.get(node.slot()).mergeGaps(node);
	}

	private void count(LogNode node, int sign) {
		if (!node.isGap()) {
			long bytes = sign * (long) node.size();
			this.events += sign;
			this.bytes += bytes;
			if (!this.closed) {
				this.counts.add(GroupCount.EVENTS, sign);
				this.counts.add(GroupCount.BYTES, bytes);
			}
		}
	}

	private boolean exceeds(long percent) {
		return this.events * 100L > this.options.maxEvents() * percent
				|| this.bytes * 100 > this.options.maxBytes() * percent;
	}

	private void updateFull() {
		if (!this.full) {
			this.full = this.options.whenFull() == WhenFull.REJECT
					&& (this.events >= this.options.maxEvents() || this.bytes >= this.options.maxBytes());
		}
		else if (!exceeds(100 - TOLERANCE)) {
			this.full = false;
		}
	}

}
