/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayDeque;
import java.util.Queue;

import io.pusherpipe.protocol.pipe.PipeSubscription;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group.
 */
final class Member {

	private final String name;

	// Slots that may have something to send.
	private final Queue<Slot> ready = new ArrayDeque<>();

	private Interest interest;

	private int credit;

	private @Nullable MemberLink link;

	private long lastHeard;

	private @Nullable Runnable whenLeft;

	private int unacknowledged;

	private int promised;

	private long unacknowledgedBytes;

	private boolean pumping;

	private boolean wantsSnapshots;

	Member(String name, PipeSubscription subscription, MemberLink link) {
		this.name = name;
		this.interest = Interest.of(subscription);
		this.credit = subscription.credit();
		this.wantsSnapshots = subscription.snapshot();
		this.link = link;
	}

	String name() {
		return this.name;
	}

	Interest interest() {
		return this.interest;
	}

	void interest(Interest interest) {
		this.interest = interest;
	}

	void subscribe(PipeSubscription subscription) {
		this.interest = Interest.of(subscription);
		this.credit = subscription.credit();
		this.wantsSnapshots = subscription.snapshot();
	}

	boolean wantsSnapshots() {
		return this.wantsSnapshots;
	}

	@Nullable MemberLink link() {
		return this.link;
	}

	void connected(MemberLink link) {
		this.link = link;
	}

	void disconnected() {
		MemberLink link = this.link;
		if (link != null) {
			this.lastHeard = link.lastHeard();
			this.link = null;
		}
	}

	long lastHeard() {
		MemberLink link = this.link;
		return (link != null) ? link.lastHeard() : this.lastHeard;
	}

	void leave(Runnable whenLeft) {
		this.whenLeft = whenLeft;
	}

	void stay() {
		this.whenLeft = null;
	}

	boolean isLeaving() {
		return this.whenLeft != null;
	}

	void left() {
		if (this.whenLeft != null) {
			this.whenLeft.run();
		}
	}

	/**
	 * Whether slots may be given to the member.
	 * @return {@code true} if it is connected and stays
	 */
	boolean takesSlots() {
		return this.link != null && !isLeaving();
	}

	Queue<Slot> ready() {
		return this.ready;
	}

	/**
	 * How many deliveries may be sent.
	 * @param maxBytes how many bytes may be unacknowledged
	 * @return the number, 0 for none
	 */
	int room(long maxBytes) {
		if (this.link == null || this.unacknowledgedBytes >= maxBytes) {
			return 0;
		}
		return Math.max(0, this.credit - this.unacknowledged - this.promised);
	}

	/**
	 * Reserve room for deliveries that are being taken.
	 * @param deliveries how many; negative to give the room back
	 */
	void promise(int deliveries) {
		this.promised += deliveries;
	}

	int unacknowledged() {
		return this.unacknowledged;
	}

	void count(int deliveries, long bytes) {
		this.unacknowledged += deliveries;
		this.unacknowledgedBytes += bytes;
	}

	/**
	 * Keep what follows from beginning in the middle of itself.
	 * @return {@code false} if it has begun already
	 */
	boolean beginPumping() {
		if (this.pumping) {
			return false;
		}
		this.pumping = true;
		return true;
	}

	void endPumping() {
		this.pumping = false;
	}

	@Override
	public String toString() {
		return "member " + this.name;
	}

}
