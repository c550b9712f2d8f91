/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fallback;

import java.time.Duration;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.pusherpipe.server.net.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Brings the requests of one session into the order in which the client made them. The
 * client does not wait for one before it makes the next, so that they come over several
 * connections and overtake each other, but it numbers them. Where a number is missing,
 * those after it wait a moment; not for long, and not forever anew, since a page with
 * several sockets has only one count for all of them. Belongs to the session's loop.
 *
 * @param <T> what is brought into order
 */
final class SendOrder<T> {

	// a page that numbers other things as well is found out so
	private static final int MAX_VAIN_WAITS = 3;

	private static final int MAX_WAITING = 256;

	private final Loop loop;

	private final Duration patience;

	private final Consumer<T> taker;

	private final TreeMap<Long, Entry<T>> waiting = new TreeMap<>();

	private long next = -1;

	private int vainWaits;

	private boolean timed;

	SendOrder(Loop loop, Duration patience, Consumer<T> taker) {
		this.loop = loop;
		this.patience = patience;
		this.taker = taker;
	}

	/**
	 * Take a request in its turn.
	 * @param number its number, negative if it has none
	 * @param request the request, or {@code null} if only the number counts
	 */
	void take(long number, @Nullable T request) {
		if (this.next < 0 && number >= 0) {
			this.next = number;
		}
		if (number > this.next && this.vainWaits < MAX_VAIN_WAITS && this.waiting.size() < MAX_WAITING) {
			this.waiting.put(number, new Entry<>(request));
			startTimer();
			return;
		}
		this.next = Math.max(this.next, number + 1);
		hand(request);
		takeWaiting();
	}

	/**
	 * Hand over what is waiting, in its order, since nothing more is to come.
	 */
	void close() {
		while (!this.waiting.isEmpty()) {
			hand(this.waiting.pollFirstEntry().getValue().request());
		}
	}

	private void takeWaiting() {
		while (!this.waiting.isEmpty() && this.waiting.firstKey() <= this.next) {
			this.next = Math.max(this.next, this.waiting.firstKey() + 1);
			hand(this.waiting.pollFirstEntry().getValue().request());
		}
	}

	private void hand(@Nullable T request) {
		if (request != null) {
			this.taker.accept(request);
		}
	}

	private void startTimer() {
		if (this.timed) {
			return;
		}
		this.timed = true;
		long missing = this.next;
		this.loop.after(this.patience, () -> {
			this.timed = false;
			if (this.waiting.isEmpty()) {
				return;
			}
			if (this.next == missing) {
				this.vainWaits++;
				this.next = this.waiting.firstKey();
				takeWaiting();
			}
			if (!this.waiting.isEmpty()) {
				startTimer();
			}
		});
	}

	private record Entry<T>(@Nullable T request) {

	}

}
