/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * What comes, in the order in which it comes, for those who wait for some of it.
 *
 * @param <T> what comes
 */
final class Arrivals<T> {

	private final List<T> all = new ArrayList<>();

	// those that somebody has waited for
	private final BitSet taken = new BitSet();

	private final Function<T, String> name;

	private @Nullable String end;

	/**
	 * Create new arrivals.
	 * @param name gives the name of what comes
	 */
	Arrivals(Function<T, String> name) {
		this.name = name;
	}

	synchronized void add(T arrival) {
		this.all.add(arrival);
		notifyAll();
	}

	/**
	 * Nothing comes any more.
	 * @param reason why
	 */
	synchronized void end(String reason) {
		this.end = reason;
		notifyAll();
	}

	synchronized void clear() {
		this.all.clear();
		this.taken.clear();
	}

	synchronized List<T> all() {
		return List.copyOf(this.all);
	}

	synchronized List<T> notTaken() {
		return IntStream.range(0, this.all.size())
			.filter((index) -> !this.taken.get(index))
			.mapToObj(this.all::get)
			.toList();
	}

	/**
	 * Wait for something. Passes over what has the name and is not wanted.
	 * @param name its name
	 * @param wanted whether it is what is waited for
	 * @param timeout how long to wait
	 * @param where what it should come to
	 * @return the first that is wanted and has not been taken
	 */
	synchronized T take(String name, Predicate<T> wanted, Duration timeout, String where) {
		long deadline = System.nanoTime() + timeout.toNanos();
		int next = 0;
		while (true) {
			for (; next < this.all.size(); next++) {
				T arrival = this.all.get(next);
				if (!this.taken.get(next) && this.name.apply(arrival).equals(name) && wanted.test(arrival)) {
					takeUpTo(next, name);
					return arrival;
				}
			}
			long left = deadline - System.nanoTime();
			if (left <= 0 || this.end != null) {
				throw new AssertionError(missing(name, timeout, where));
			}
			await(left);
		}
	}

	private void await(long nanos) {
		try {
			TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, TimeUnit.MILLISECONDS.toNanos(1)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted while waiting", ex);
		}
	}

	private void takeUpTo(int last, String name) {
		for (int i = 0; i <= last; i++) {
			if (this.name.apply(this.all.get(i)).equals(name)) {
				this.taken.set(i);
			}
		}
	}

	private String missing(String name, Duration timeout, String where) {
		String why = (this.end != null) ? " before " + this.end : " within " + Timeouts.text(timeout);
		return "No " + (hasTaken(name) ? "further " : "") + "event '" + name + "' " + where + why + ". " + list();
	}

	private boolean hasTaken(String name) {
		return this.taken.stream().anyMatch((index) -> this.name.apply(this.all.get(index)).equals(name));
	}

	private String list() {
		if (this.all.isEmpty()) {
			return "Nothing came.";
		}
		return IntStream.range(0, this.all.size())
			.mapToObj((index) -> "\n  " + this.all.get(index) + (this.taken.get(index) ? " (awaited before)" : ""))
			.collect(Collectors.joining("", "What came:", ""));
	}

}
