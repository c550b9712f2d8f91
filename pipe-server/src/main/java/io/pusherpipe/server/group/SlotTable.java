/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.pusherpipe.server.group.DeliveryLog.Entry;
import io.pusherpipe.server.tally.GroupCount;
import io.pusherpipe.server.tally.Tally;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a group: who owns them, and what of them is sent. A slot changes hands
 * when all that its owner was sent is acknowledged, or its owner is lost; then it is sent
 * again.
 * <p>
 * One thread only, but for what is said to be for any.
 */
final class SlotTable {

	// How many deliveries of a slot are sent before the next slot has its turn.
	private static final int TURN = 32;

	private final List<Slot> slots = new ArrayList<>(Group.SLOTS);

	private final DeliveryLog log;

	private final long maxUnacknowledgedBytes;

	private final LongSupplier nanoTime;

	private final Tally<GroupCount> counts;

	private final Consumer<Slot> given;

	private final Runnable changed;

	// For other threads: whom the owner of each slot is connected by.
	private final AtomicReferenceArray<@Nullable MemberLink> links = new AtomicReferenceArray<>(Group.SLOTS);

	/**
	 * Create slots that nobody owns.
	 * @param log creates the log
	 * @param maxUnacknowledgedBytes how many bytes a member may have unacknowledged
	 * @param nanoTime tells the time
	 * @param counts counts what happens
	 * @param given told of a slot that has come to an owner
	 * @param changed told that the log has answered, and slots may have changed hands
	 */
	SlotTable(Function<DeliveryLog.Listener, DeliveryLog> log, long maxUnacknowledgedBytes, LongSupplier nanoTime,
			Tally<GroupCount> counts, Consumer<Slot> given, Runnable changed) {
		this.maxUnacknowledgedBytes = maxUnacknowledgedBytes;
		this.nanoTime = nanoTime;
		this.counts = counts;
		this.given = given;
		this.changed = changed;
		for (int i = 0; i < Group.SLOTS; i++) {
			this.slots.add(new Slot(i));
		}
		this.log = log.apply(this::appended);
	}

	DeliveryLog log() {
		return this.log;
	}

	/**
	 * Who owns a slot.
	 * @param slot the slot
	 * @return the member, or {@code null} for nobody
	 */
	@Nullable Member owner(int slot) {
		return this.slots.get(slot).owner();
	}

	/**
	 * The slots that a member owns.
	 * @param member the member
	 * @return its slots
	 */
	List<Slot> of(Member member) {
		return this.slots.stream().filter((slot) -> slot.owner() == member).toList();
	}

	/**
	 * How the owner of a slot is connected. For any thread.
	 * @param slot the slot
	 * @return the connection, or {@code null} if nobody owns it, or is away
	 */
	@Nullable MemberLink link(int slot) {
		return this.links.get(slot);
	}

	/**
	 * Note that a member is connected otherwise, or no more.
	 * @param member the member
	 */
	void linked(Member member) {
		of(member).forEach(this::linked);
	}

	private void linked(Slot slot) {
		Member owner = slot.owner();
		this.links.set(slot.index(), (owner != null) ? owner.link() : null);
	}

	/**
	 * Share the slots among the members.
	 * @param members all members
	 */
	void rebalance(Collection<Member> members) {
		Balance.moves(this.slots, members).forEach(this::move);
	}

	/**
	 * Send a member again what it has not acknowledged.
	 * @param member the member, who has another connection
	 */
	void sendAgain(Member member) {
		for (Slot slot : of(member)) {
			rewind(slot, member);
			if (slot.isDraining() && slot.isIdle()) {
				give(slot, slot.destination());
			}
			else {
				enqueue(slot);
			}
		}
	}

	/**
	 * Take the slots away from a member that nobody can take, as soon as they are
	 * drained: they wait for whoever comes.
	 * @param member the member, who is leaving
	 */
	void vacate(Member member) {
		this.slots.stream().filter((slot) -> slot.destination() == member).forEach((slot) -> move(slot, null));
	}

	/**
	 * Take the slots away from a member that is lost.
	 * @param member the member
	 */
	void release(Member member) {
		for (Slot slot : this.slots) {
			if (slot.owner() == member) {
				rewind(slot, member);
				give(slot, (slot.destination() != member) ? slot.destination() : null);
			}
			else if (slot.destination() == member) {
				slot.drainFor(null);
			}
		}
	}

	/**
	 * Take an acknowledgement.
	 * @param member who acknowledges
	 * @param index the slot
	 * @param offset up to where
	 * @return what is wrong with it, or {@code null}
	 */
	@Nullable String acknowledge(Member member, int index, long offset) {
		if (index < 0 || index >= Group.SLOTS) {
			return "there is no slot " + index;
		}
		Slot slot = this.slots.get(index);
		if (slot.owner() != member || offset <= slot.acknowledgedUpTo()) {
			return null;
		}
		if (offset > slot.sentUpTo()) {
			return "offset " + offset + " of slot " + index + " has not been delivered";
		}
		int count = slot.inFlight().count();
		long bytes = slot.inFlight().bytes();
		slot.acknowledged(offset);
		count(member, slot.inFlight().count() - count, slot.inFlight().bytes() - bytes);
		this.log.acknowledge(index, offset);
		giveIfDrained(slot);
		return null;
	}

	/**
	 * The owners of slots of which something has not been acknowledged for too long.
	 * @param sentBefore when it was sent
	 * @return the members
	 */
	Set<Member> overdue(long sentBefore) {
		Set<Member> overdue = new LinkedHashSet<>();
		for (Slot slot : this.slots) {
			Member owner = slot.owner();
			if (owner != null && !slot.inFlight().isEmpty() && slot.inFlight().oldestTime() - sentBefore < 0) {
				overdue.add(owner);
			}
		}
		return overdue;
	}

	private void move(Slot slot, @Nullable Member to) {
		Member owner = slot.owner();
		if (owner == to) {
			slot.keep();
			enqueue(slot);
		}
		else if (owner == null || slot.isIdle()) {
			give(slot, to);
		}
		else {
			slot.drainFor(to);
		}
		if (owner != null) {
			pump(owner);
		}
	}

	private void give(Slot slot, @Nullable Member to) {
		slot.give(to);
		linked(slot);
		enqueue(slot);
		if (to != null) {
			this.given.accept(slot);
			pump(to);
		}
	}

	private void giveIfDrained(Slot slot) {
		if (slot.isDraining() && slot.isIdle()) {
			give(slot, slot.destination());
		}
	}

	// What was sent is sent again, to whoever is the owner then.
	private void rewind(Slot slot, Member owner) {
		count(owner, -slot.inFlight().count(), -slot.inFlight().bytes());
		slot.rewind();
		this.log.rewind(slot.index());
	}

	private void count(Member member, int deliveries, long bytes) {
		member.count(deliveries, bytes);
		this.counts.add(GroupCount.UNACKNOWLEDGED, deliveries);
	}

	private void appended(int index) {
		Slot slot = this.slots.get(index);
		slot.appended();
		enqueue(slot);
		Member owner = slot.owner();
		if (owner != null) {
			pump(owner);
		}
	}

	private void enqueue(Slot slot) {
		Member owner = slot.owner();
		if (owner != null && slot.enqueue()) {
			owner.ready().add(slot);
		}
	}

	/**
	 * Send a member what it has credit for.
	 * @param member the member
	 */
	void pump(Member member) {
		if (!member.beginPumping()) {
			return;
		}
		try {
			int room = member.room(this.maxUnacknowledgedBytes);
			while (room > 0) {
				Slot slot = member.ready().poll();
				if (slot == null) {
					break;
				}
				if (slot.owner() == member) {
					slot.dequeued();
					take(slot, member, Math.min(TURN, room));
				}
				room = member.room(this.maxUnacknowledgedBytes);
			}
		}
		finally {
			member.endPumping();
		}
	}

	private void take(Slot slot, Member member, int max) {
		if (slot.isDraining() || slot.isTaking() || !slot.hasMore()) {
			return;
		}
		slot.beginTaking();
		member.promise(max);
		int epoch = slot.epoch();
		this.log.take(slot.index(), max, (entries) -> taken(slot, member, epoch, max, entries));
	}

	private void taken(Slot slot, Member member, int epoch, int max, List<Entry> entries) {
		member.promise(-max);
		if (slot.epoch() != epoch) {
			// Meant for who is the owner no more.
			this.log.rewind(slot.index());
			slot.endTaking(true);
			giveIfDrained(slot);
			enqueue(slot);
			Member owner = slot.owner();
			if (owner != null) {
				pump(owner);
			}
			// Who has its room back.
			pump(member);
			this.changed.run();
			return;
		}
		slot.endTaking(entries.size() == max);
		MemberLink link = member.link();
		long now = this.nanoTime.getAsLong();
		for (Entry entry : entries) {
			int size = entry.event().length;
			slot.sent(entry.offset(), size, now);
			count(member, 1, size);
			if (link != null) {
				this.counts.add(GroupCount.DELIVERED);
				if (entry.redelivered()) {
					this.counts.add(GroupCount.REDELIVERED);
				}
				link.deliver(slot.index(), entry.offset(), entry.redelivered(), entry.event());
			}
		}
		giveIfDrained(slot);
		enqueue(slot);
		pump(member);
		this.changed.run();
	}

}
