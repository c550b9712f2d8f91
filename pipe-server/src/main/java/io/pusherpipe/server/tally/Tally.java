/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts how often each of a few things has happened. One thread counts, and any may read
 * what it has counted a moment ago: that costs the one who counts no more than adding to
 * a field, and nothing is ever allocated for it.
 *
 * @param <E> what is counted
 */
public final class Tally<E extends Enum<E>> {

	// A cache line on either side, so that the numbers of two loops, which are on two
	// processors, are never in the same line nor in a pair of them.
	private static final int PADDING = 8;

	private static final VarHandle NUMBERS = MethodHandles.arrayElementVarHandle(long[].class);

	private final long[] numbers;

	/**
	 * Create a tally in which nothing has happened.
	 * @param type what is counted
	 */
	public Tally(Class<E> type) {
		this.numbers = new long[PADDING + type.getEnumConstants().length + PADDING];
	}

	/**
	 * It has happened once more. To be called on the counting thread.
	 * @param what what has happened
	 */
	public void add(E what) {
		add(what, 1);
	}

	/**
	 * It has happened a few times more. To be called on the counting thread.
	 * @param what what has happened
	 * @param times how often; negative for what there is less of now
	 */
	public void add(E what, long times) {
		int index = index(what);
		// Opaque: no fence, but not torn, and not put off for ever.
		NUMBERS.setOpaque(this.numbers, index, this.numbers[index] + times);
	}

	/**
	 * How often it has happened. May be called on any thread.
	 * @param what what has happened
	 * @return the number, a moment old
	 */
	public long get(E what) {
		return (long) NUMBERS.getOpaque(this.numbers, index(what));
	}

	@SuppressWarnings("EnumOrdinal") // the numbers are never kept, so that constants may
										// come and go
	private static int index(Enum<?> what) {
		return PADDING + what.ordinal();
	}

}
