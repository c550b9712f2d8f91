/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.GapReason;
import io.pusherpipe.server.group.DeliveryLog.Entry;
import org.jspecify.annotations.Nullable;

/**
 * An event in a {@link MemoryLog}, or the gap that it left. Linked in its slot's
 * {@link NodeQueue}, and in {@link WaitingNodes} as long as it may be dropped.
 */
final class LogNode {

	private final int slot;

	private final long time;

	private long offset;

	private byte @Nullable [] event;

	private boolean taken;

	private long lost;

	private GapReason reason = GapReason.FULL;

	@Nullable LogNode previous;

	@Nullable LogNode next;

	@Nullable LogNode previousWaiting;

	@Nullable LogNode nextWaiting;

	boolean waits = true;

	LogNode(int slot, long offset, byte[] event, long time) {
		this.slot = slot;
		this.offset = offset;
		this.event = event;
		this.time = time;
	}

	int slot() {
		return this.slot;
	}

	long offset() {
		return this.offset;
	}

	boolean isGap() {
		return this.event == null;
	}

	boolean isOlderThan(long nanoTime) {
		return this.time - nanoTime < 0;
	}

	long time() {
		return this.time;
	}

	// Why a gap is one.
	GapReason reason() {
		return this.reason;
	}

	int size() {
		return MemoryLog.OVERHEAD + ((this.event != null) ? this.event.length : 0);
	}

	Entry take() {
		boolean redelivered = this.taken;
		this.taken = true;
		byte[] event = this.event;
		return new Entry(this.offset, redelivered,
				(event != null) ? event : Pipe10Codec.event(new PipeNotification.Gap(this.lost, this.reason)));
	}

	void becomeGap(GapReason reason) {
		this.event = null;
		this.lost = 1;
		this.reason = reason;
		this.taken = false;
	}

	// To be told as part of a gap that comes later in the slot.
	void mergeInto(LogNode later) {
		later.lost += this.lost;
	}

}
