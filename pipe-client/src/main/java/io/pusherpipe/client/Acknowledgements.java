/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.protocol.pipe.PipeRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * What was delivered on one connection and what of it is to be acknowledged. An
 * acknowledgement counts for everything before it in its slot, so that one that comes out
 * of order waits. Those that come within a few milliseconds go in one message.
 */
final class Acknowledgements {

	/** How long an acknowledgement may wait for others, in milliseconds. */
	static final long DELAY = 5;

	private static final int SHARES_OF_CREDIT = 4;

	private final Scheduler scheduler;

	private final Runnable flush;

	private final Disposable.Swap timer = Disposables.swap();

	// Guards what follows; the connection is told outside of it.
	private final Object lock = new Object();

	private final Map<Integer, Queue<Entry>> slots = new HashMap<>();

	private final Map<Integer, Long> done = new TreeMap<>();

	private int atOnce = 1;

	private int unsent;

	private int outstanding;

	private boolean scheduled;

	private boolean flushing;

	/**
	 * Create acknowledgements.
	 * @param scheduler keeps the time
	 * @param flush asks for {@link #take()} soon
	 */
	Acknowledgements(Scheduler scheduler, Runnable flush) {
		this.scheduler = scheduler;
		this.flush = flush;
	}

	/**
	 * How many deliveries may be unacknowledged: with a good part of that done, waiting
	 * for more would hold up the edge.
	 * @param credit the number
	 */
	void credit(int credit) {
		synchronized (this.lock) {
			this.atOnce = Math.max(1, credit / SHARES_OF_CREDIT);
		}
	}

	/**
	 * Note a delivery.
	 * @param slot its slot
	 * @param offset its offset
	 * @return what {@link #done} takes
	 */
	Entry add(int slot, long offset) {
		Entry entry = new Entry(slot, offset);
		synchronized (this.lock) {
			this.slots.computeIfAbsent(slot, (key) -> new ArrayDeque<>()).add(entry);
			this.outstanding++;
		}
		return entry;
	}

	/**
	 * Note that a delivery was handled.
	 * @param entry the delivery
	 */
	void done(Entry entry) {
		boolean now = false;
		synchronized (this.lock) {
			entry.done = true;
			advance(entry.slot);
			if (this.unsent >= this.atOnce) {
				now = !this.flushing;
				this.flushing = true;
			}
			else if (this.unsent > 0 && !this.scheduled && !this.flushing) {
				this.scheduled = true;
				this.timer.update(this.scheduler.schedule(this::flush, DELAY, TimeUnit.MILLISECONDS));
			}
		}
		if (now) {
			this.flush.run();
		}
	}

	private void advance(int slot) {
		Queue<Entry> queue = this.slots.get(slot);
		if (queue == null) {
			return;
		}
		for (Entry first = queue.peek(); first != null && first.done; first = queue.peek()) {
			queue.remove();
			this.outstanding--;
			this.done.put(slot, first.offset);
			this.unsent++;
		}
		if (queue.isEmpty()) {
			this.slots.remove(slot);
		}
	}

	/** Have sent what there is to acknowledge. */
	void flush() {
		synchronized (this.lock) {
			this.scheduled = false;
			if (this.flushing || this.done.isEmpty()) {
				return;
			}
			this.flushing = true;
		}
		this.flush.run();
	}

	/**
	 * What there is to acknowledge, which is then taken to be sent.
	 * @return the acknowledgement, or {@code null} if there is nothing
	 */
	PipeRequest.@Nullable Acknowledge take() {
		synchronized (this.lock) {
			this.flushing = false;
			this.unsent = 0;
			if (this.done.isEmpty()) {
				return null;
			}
			PipeRequest.Acknowledge acknowledge = new PipeRequest.Acknowledge(this.done);
			this.done.clear();
			return acknowledge;
		}
	}

	/**
	 * How many deliveries there are that cannot be acknowledged yet.
	 * @return the number
	 */
	int outstanding() {
		synchronized (this.lock) {
			return this.outstanding;
		}
	}

	/** Nothing can be acknowledged any more. */
	void end() {
		this.timer.dispose();
		synchronized (this.lock) {
			this.slots.clear();
			this.outstanding = 0;
			this.done.clear();
			// Nobody will take what is noted from now on.
			this.flushing = true;
		}
	}

	/**
	 * A delivery until it is acknowledged.
	 */
	static final class Entry {

		private final int slot;

		private final long offset;

		// Guarded by the lock.
		private boolean done;

		private Entry(int slot, long offset) {
			this.slot = slot;
			this.offset = offset;
		}

	}

}
