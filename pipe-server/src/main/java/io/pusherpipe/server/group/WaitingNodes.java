/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import org.jspecify.annotations.Nullable;

/**
 * What waits in all slots of a {@link MemoryLog}, the oldest first.
 */
final class WaitingNodes {

	private @Nullable LogNode first;

	private @Nullable LogNode last;

	@Nullable LogNode first() {
		return this.first;
	}

	void addLast(LogNode node) {
		LogNode last = this.last;
		node.previousWaiting = last;
		node.nextWaiting = null;
		if (last != null) {
			last.nextWaiting = node;
		}
		else {
			this.first = node;
		}
		this.last = node;
	}

	void addFirst(LogNode node) {
		LogNode first = this.first;
		node.nextWaiting = first;
		node.previousWaiting = null;
		if (first != null) {
			first.previousWaiting = node;
		}
		else {
			this.last = node;
		}
		this.first = node;
	}

	/**
	 * Remove a node, if it is there.
	 * @param node the node
	 */
	void remove(LogNode node) {
		LogNode previous = node.previousWaiting;
		LogNode next = node.nextWaiting;
		if (previous == null && this.first != node) {
			return;
		}
		if (previous != null) {
			previous.nextWaiting = next;
		}
		else {
			this.first = next;
		}
		if (next != null) {
			next.previousWaiting = previous;
		}
		else {
			this.last = previous;
		}
		node.previousWaiting = null;
		node.nextWaiting = null;
	}

}
