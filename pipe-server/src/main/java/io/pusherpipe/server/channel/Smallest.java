/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

import io.pusherpipe.protocol.SocketIds;
import org.jspecify.annotations.Nullable;

/**
 * Collects the first of many ids, in their order, keeping no more of them than are
 * wanted. One thread at a time.
 */
final class Smallest {

	private final @Nullable String after;

	private final int limit;

	private final Queue<String> ids = new PriorityQueue<>(SocketIds.ORDER.reversed());

	/**
	 * Create a collector.
	 * @param after the id that those wanted come after, or {@code null} for all
	 * @param limit how many are wanted, at least 1
	 */
	Smallest(@Nullable String after, int limit) {
		this.after = after;
		this.limit = limit;
	}

	void add(String id) {
		if (this.after != null && SocketIds.ORDER.compare(id, this.after) <= 0) {
			return;
		}
		if (this.ids.size() < this.limit) {
			this.ids.add(id);
			return;
		}
		String greatest = this.ids.peek();
		if (greatest != null && SocketIds.ORDER.compare(id, greatest) < 0) {
			this.ids.remove();
			this.ids.add(id);
		}
	}

	List<String> toList() {
		List<String> sorted = new ArrayList<>(this.ids);
		sorted.sort(SocketIds.ORDER);
		return sorted;
	}

}
