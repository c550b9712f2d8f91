/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one slot of a {@link MemoryLog} holds: first what has been taken and not
 * acknowledged, then, from the cursor on, what waits.
 */
final class NodeQueue {

	private @Nullable LogNode first;

	private @Nullable LogNode last;

	private @Nullable LogNode cursor;

	private long nextOffset;

	LogNode append(int slot, byte[] event, long time) {
		LogNode node = new LogNode(slot, this.nextOffset++, event, time);
		LogNode last = this.last;
		node.previous = last;
		if (last != null) {
			last.next = node;
		}
		else {
			this.first = node;
		}
		this.last = node;
		if (this.cursor == null) {
			this.cursor = node;
		}
		return node;
	}

	@Nullable LogNode first() {
		return this.first;
	}

	/**
	 * Move the cursor on.
	 * @return what it was before, or {@code null} if nothing waits
	 */
	@Nullable LogNode take() {
		LogNode node = this.cursor;
		if (node != null) {
			node.waits = false;
			this.cursor = node.next;
		}
		return node;
	}

	/**
	 * Remove the first, if it has been taken and is not behind an offset.
	 * @param offset the offset
	 * @return what was removed, or {@code null}
	 */
	@Nullable LogNode removeTaken(long offset) {
		LogNode node = this.first;
		if (node == null || node.waits || node.offset() > offset) {
			return null;
		}
		remove(node);
		return node;
	}

	/**
	 * Move the cursor to the beginning.
	 * @return what waits again, from the last to the first
	 */
	List<LogNode> rewind() {
		List<LogNode> again = new ArrayList<>();
		LogNode cursor = this.cursor;
		LogNode node = (cursor != null) ? cursor.previous : this.last;
		for (; node != null; node = node.previous) {
			node.waits = true;
			again.add(node);
		}
		this.cursor = this.first;
		return again;
	}

	/**
	 * Make one gap of a gap that waits and those beside it.
	 * @param gap the gap
	 */
	void mergeGaps(LogNode gap) {
		LogNode before = gap.previous;
		if (before != null && before.isGap() && before.waits) {
			merge(before, gap);
		}
		LogNode after = gap.next;
		if (after != null && after.isGap()) {
			merge(gap, after);
		}
	}

	private void merge(LogNode earlier, LogNode later) {
		earlier.mergeInto(later);
		if (this.cursor == earlier) {
			this.cursor = later;
		}
		remove(earlier);
	}

	private void remove(LogNode node) {
		LogNode previous = node.previous;
		LogNode next = node.next;
		if (previous != null) {
			previous.next = next;
		}
		else {
			this.first = next;
		}
		if (next != null) {
			next.previous = previous;
		}
		else {
			this.last = previous;
		}
	}

}
