/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.Arrays;

/**
 * What of a slot has been sent and not acknowledged: offsets, sizes and times, in the
 * order of the offsets.
 */
final class InFlight {

	private static final int INITIAL_CAPACITY = 8;

	private long[] offsets = {};

	private int[] sizes = {};

	private long[] times = {};

	private int head;

	private int count;

	private long bytes;

	void add(long offset, int size, long time) {
		if (this.count == this.offsets.length) {
			grow();
		}
		int index = (this.head + this.count) & (this.offsets.length - 1);
		this.offsets[index] = offset;
		this.sizes[index] = size;
		this.times[index] = time;
		this.count++;
		this.bytes += size;
	}

	/**
	 * Remove all up to an offset.
	 * @param offset the offset
	 */
	void removeUpTo(long offset) {
		while (this.count > 0 && this.offsets[this.head] <= offset) {
			this.bytes -= this.sizes[this.head];
			this.head = (this.head + 1) & (this.offsets.length - 1);
			this.count--;
		}
		if (this.count == 0) {
			shrink();
		}
	}

	void clear() {
		this.count = 0;
		this.bytes = 0;
		this.head = 0;
		shrink();
	}

	int count() {
		return this.count;
	}

	long bytes() {
		return this.bytes;
	}

	boolean isEmpty() {
		return this.count == 0;
	}

	/**
	 * When the first of them was sent. Not to be called if there are none.
	 * @return the time
	 */
	long oldestTime() {
		return this.times[this.head];
	}

	private void grow() {
		int capacity = Math.max(INITIAL_CAPACITY, this.offsets.length * 2);
		long[] offsets = new long[capacity];
		int[] sizes = new int[capacity];
		long[] times = new long[capacity];
		for (int i = 0; i < this.count; i++) {
			int index = (this.head + i) & (this.offsets.length - 1);
			offsets[i] = this.offsets[index];
			sizes[i] = this.sizes[index];
			times[i] = this.times[index];
		}
		this.offsets = offsets;
		this.sizes = sizes;
		this.times = times;
		this.head = 0;
	}

	// What a burst once needed is not kept for ever.
	private void shrink() {
		if (this.offsets.length > INITIAL_CAPACITY) {
			this.offsets = Arrays.copyOf(this.offsets, INITIAL_CAPACITY);
			this.sizes = Arrays.copyOf(this.sizes, INITIAL_CAPACITY);
			this.times = Arrays.copyOf(this.times, INITIAL_CAPACITY);
			this.head = 0;
		}
	}

}
