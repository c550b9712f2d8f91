/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.app.GroupOptions.WhenFull;
import io.pusherpipe.server.group.DeliveryLog.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Backends that share events: each event is in one slot, each slot with one member. A
 * slot changes hands only when all that its owner was sent is acknowledged, or its owner
 * is lost; then it is sent again. See {@code docs/pipe-protocol.md}.
 * <p>
 * One thread only, but for what is said to be for any.
 */
final class Group {

	/** How many slots every group has. */
	static final int SLOTS = 256;

	// How many deliveries of a slot are sent before the next slot has its turn.
	private static final int TURN = 32;

	private final String name;

	private final PipeShard shard;

	private final GroupOptions options;

	private final long maxUnacknowledgedBytes;

	private final LongSupplier nanoTime;

	private final Runnable snapshotWanted;

	private final List<Slot> slots = new ArrayList<>(SLOTS);

	private final Map<String, Member> members = new LinkedHashMap<>();

	private final DeliveryLog log;

	// Slots whose owners want to be told what is there, as of the end of the turn.
	private final Set<Integer> toSnapshot = new TreeSet<>();

	private final List<Snapshots> snapshots = new ArrayList<>();

	private long deserted;

	private long ticked;

	// Written on the group's thread, read on any.
	private volatile Interest interest = Interest.NONE;

	// For other threads: whom the owner of each slot is connected by.
	private final AtomicReferenceArray<@Nullable MemberLink> links = new AtomicReferenceArray<>(SLOTS);

	private volatile boolean full;

	private volatile long events;

	private volatile long bytes;

	/**
	 * Create a group without members.
	 * @param name its name
	 * @param shard what its events are divided by
	 * @param options how much it may have
	 * @param maxUnacknowledgedBytes how many bytes a member may have unacknowledged
	 * @param log creates the log
	 * @param nanoTime tells the time
	 * @param snapshotWanted called when {@link #beginSnapshot} is to be, in another turn
	 */
	Group(String name, PipeShard shard, GroupOptions options, long maxUnacknowledgedBytes,
			Function<DeliveryLog.Listener, DeliveryLog> log, LongSupplier nanoTime, Runnable snapshotWanted) {
		this.name = name;
		this.shard = shard;
		this.options = options;
		this.maxUnacknowledgedBytes = maxUnacknowledgedBytes;
		this.nanoTime = nanoTime;
		this.snapshotWanted = snapshotWanted;
		for (int i = 0; i < SLOTS; i++) {
			this.slots.add(new Slot(i));
		}
		this.log = log.apply(this::appended);
		this.deserted = nanoTime.getAsLong();
		this.ticked = this.deserted;
	}

	String name() {
		return this.name;
	}

	PipeShard shard() {
		return this.shard;
	}

	/**
	 * What any of the members wants. For any thread.
	 * @return what is to be appended
	 */
	Interest interest() {
		return this.interest;
	}

	/**
	 * Whether what sockets send is to be rejected. For any thread.
	 * @param comingEvents how many events are about to be appended
	 * @param comingBytes how many bytes they have
	 * @return {@code true} while the log is full, or will be
	 */
	boolean isFull(long comingEvents, long comingBytes) {
		return this.full || (this.options.whenFull() == WhenFull.REJECT
				&& (this.events + comingEvents >= this.options.maxEvents()
						|| this.bytes + comingBytes >= this.options.maxBytes()));
	}

	// For those on other threads.
	private void look() {
		this.full = this.log.isFull();
		this.events = this.log.size();
		this.bytes = this.log.bytes();
	}

	/**
	 * Keep everything until somebody tells what is wanted. Called before anything else.
	 */
	void keepEverything() {
		this.interest = Interest.ALL;
	}

	/**
	 * Append an event.
	 * @param slot its slot
	 * @param notification the event
	 * @param event the event, encoded
	 */
	void append(int slot, PipeNotification notification, byte[] event) {
		this.snapshots.forEach((snapshot) -> snapshot.happened(notification));
		this.log.append(slot, event);
		look();
	}

	/**
	 * Let a member be told what is there in its slots.
	 * @param link its connection
	 */
	void snapshot(MemberLink link) {
		Member member = find(link);
		if (member != null) {
			this.slots.stream().filter((slot) -> slot.owner() == member).forEach(this::wantSnapshot);
		}
	}

	private void wantSnapshot(Slot slot) {
		if (this.toSnapshot.isEmpty()) {
			this.snapshotWanted.run();
		}
		this.toSnapshot.add(slot.index());
	}

	/**
	 * Begin to find out what is there, for those who want to know.
	 * @param loops how many loops will tell
	 * @return what takes what they tell
	 */
	Snapshots beginSnapshot(int loops) {
		Snapshots snapshot = new Snapshots(this.toSnapshot, loops);
		this.toSnapshot.clear();
		this.snapshots.add(snapshot);
		return snapshot;
	}

	/**
	 * All loops have told.
	 * @param snapshot what they have told
	 */
	void endSnapshot(Snapshots snapshot) {
		this.snapshots.remove(snapshot);
		snapshot.write(this.interest, this.log::append);
		look();
	}

	/**
	 * Become a member, return as one, or change what one wants.
	 * @param name the member's name
	 * @param subscription what it wants
	 * @param link its connection
	 * @param joined run when that is done, before the first delivery
	 */
	void join(String name, PipeSubscription subscription, MemberLink link, Runnable joined) {
		Member member = this.members.get(name);
		boolean returns = member != null && member.link() != link;
		if (member == null) {
			member = new Member(name, subscription, link);
			this.members.put(name, member);
		}
		else {
			replace(member, subscription, link);
		}
		updateInterest();
		joined.run();
		if (returns) {
			if (subscription.snapshot()) {
				snapshot(link);
			}
			linked(member);
			sendAgain(member);
		}
		rebalance();
		pump(member);
	}

	private static void replace(Member member, PipeSubscription subscription, MemberLink link) {
		MemberLink former = member.link();
		if (former != null && former != link) {
			former.close(CloseCode.REPLACED);
		}
		member.subscribe(subscription);
		member.stay();
		member.connected(link);
	}

	private void sendAgain(Member member) {
		for (Slot slot : this.slots) {
			if (slot.owner() == member) {
				rewind(slot, member);
				if (slot.isDraining() && slot.isIdle()) {
					give(slot, slot.destination());
				}
				else {
					enqueue(slot);
				}
			}
		}
	}

	/**
	 * Want some types of event no more.
	 * @param link the member's connection
	 * @param types the types
	 */
	void unsubscribe(MemberLink link, Set<PipeEventType> types) {
		Member member = find(link);
		if (member != null) {
			member.interest(member.interest().without(types));
			updateInterest();
		}
	}

	/**
	 * Let a member leave as soon as its slots are drained.
	 * @param link its connection
	 * @param whenLeft run when it has left; at once if it is no member
	 */
	void leave(MemberLink link, Runnable whenLeft) {
		Member member = find(link);
		if (member == null) {
			whenLeft.run();
			return;
		}
		member.leave(whenLeft);
		rebalance();
		for (Slot slot : this.slots) {
			// Without anybody to take them, they wait for whoever comes.
			if (slot.destination() == member) {
				move(slot, null);
			}
		}
		removeLeft();
	}

	/**
	 * Note that a connection has ended.
	 * @param link the connection
	 * @param forGood whether its member will not return
	 */
	void disconnected(MemberLink link, boolean forGood) {
		Member member = find(link);
		if (member != null) {
			member.disconnected();
			linked(member);
			if (forGood || member.isLeaving()) {
				remove(member);
			}
		}
	}

	/**
	 * Take acknowledgements.
	 * @param link the member's connection
	 * @param offsets the greatest offsets that are done, by slot
	 * @return what is wrong with them, or {@code null}
	 */
	@Nullable String acknowledge(MemberLink link, Map<Integer, Long> offsets) {
		Member member = find(link);
		if (member == null) {
			return null;
		}
		String wrong = null;
		for (Map.Entry<Integer, Long> entry : offsets.entrySet()) {
			int index = entry.getKey();
			if (index < 0 || index >= SLOTS) {
				wrong = "there is no slot " + index;
			}
			else if (!acknowledge(member, this.slots.get(index), entry.getValue())) {
				wrong = "offset " + entry.getValue() + " of slot " + index + " has not been delivered";
			}
		}
		look();
		pump(member);
		removeLeft();
		return wrong;
	}

	private boolean acknowledge(Member member, Slot slot, long offset) {
		if (slot.owner() != member || offset <= slot.acknowledgedUpTo()) {
			return true;
		}
		if (offset > slot.sentUpTo()) {
			return false;
		}
		int count = slot.inFlight().count();
		long bytes = slot.inFlight().bytes();
		slot.acknowledged(offset);
		member.count(slot.inFlight().count() - count, slot.inFlight().bytes() - bytes);
		this.log.acknowledge(slot.index(), offset);
		giveIfDrained(slot);
		return true;
	}

	/**
	 * See whether somebody's time is over. To be called a few times in every member
	 * timeout.
	 */
	void tick() {
		long now = this.nanoTime.getAsLong();
		long timeout = this.options.memberTimeout().toNanos();
		// If this comes late, so may have what the members sent.
		boolean late = now - this.ticked > timeout / 2;
		this.ticked = now;
		if (!late) {
			expel(this.members.values()
				.stream()
				.filter((member) -> now - member.lastHeard() > timeout)
				.collect(Collectors.toSet()), CloseCode.PONG_TIMEOUT);
		}
		expel(this.slots.stream()
			.filter((slot) -> isOverdue(slot, now))
			.map(Slot::owner)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet()), CloseCode.NOT_ACKNOWLEDGED);
		this.log.expire();
		look();
	}

	private boolean isOverdue(Slot slot, long now) {
		return !slot.inFlight().isEmpty() && now - slot.inFlight().oldestTime() > this.options.ackTimeout().toNanos();
	}

	/**
	 * Whether nobody has been here for longer than groups are kept.
	 * @param retention how long groups are kept
	 * @return {@code true} if the group is to be forgotten
	 */
	boolean isForgotten(long retention) {
		return this.members.isEmpty() && this.nanoTime.getAsLong() - this.deserted >= retention;
	}

	/** Forget what was not told. */
	void close() {
		this.log.close();
	}

	/**
	 * Whether nothing is left that a member could be told.
	 * @return {@code true} if nobody is there, or all is acknowledged
	 */
	boolean isDrained() {
		return this.members.values().stream().noneMatch((member) -> member.link() != null) || this.log.size() == 0;
	}

	GroupState state() {
		int unacknowledged = unacknowledged();
		return new GroupState(this.name, this.members.size(), Math.max(0, this.log.size() - unacknowledged),
				unacknowledged);
	}

	int unacknowledged() {
		return this.members.values().stream().mapToInt(Member::unacknowledged).sum();
	}

	/**
	 * Who owns a slot.
	 * @param slot the slot
	 * @return the member's name, or {@code null} for nobody
	 */
	@Nullable String owner(int slot) {
		Member owner = this.slots.get(slot).owner();
		return (owner != null) ? owner.name() : null;
	}

	/**
	 * How the owner of a slot is connected. For any thread.
	 * @param slot the slot
	 * @return the connection, or {@code null} if nobody owns it, or is away
	 */
	@Nullable MemberLink link(int slot) {
		return this.links.get(slot);
	}

	private void linked(Slot slot) {
		Member owner = slot.owner();
		this.links.set(slot.index(), (owner != null) ? owner.link() : null);
	}

	private void linked(Member member) {
		this.slots.stream().filter((slot) -> slot.owner() == member).forEach(this::linked);
	}

	private @Nullable Member find(MemberLink link) {
		for (Member member : this.members.values()) {
			if (member.link() == link) {
				return member;
			}
		}
		return null;
	}

	private void expel(Set<Member> expelled, CloseCode code) {
		for (Member member : expelled) {
			MemberLink link = member.link();
			if (link != null) {
				link.close(code);
			}
			remove(member);
		}
	}

	private void remove(Member member) {
		this.members.remove(member.name());
		member.disconnected();
		for (Slot slot : this.slots) {
			if (slot.owner() == member) {
				rewind(slot, member);
				give(slot, (slot.destination() != member) ? slot.destination() : null);
			}
			else if (slot.destination() == member) {
				slot.drainFor(null);
			}
		}
		if (this.members.isEmpty()) {
			this.deserted = this.nanoTime.getAsLong();
		}
		updateInterest();
		rebalance();
	}

	// Members that are leaving, and have no slots any more.
	private void removeLeft() {
		for (Member left = left(); left != null; left = left()) {
			remove(left);
			left.left();
		}
	}

	private @Nullable Member left() {
		for (Member member : this.members.values()) {
			if (member.isLeaving() && this.slots.stream().noneMatch((slot) -> slot.owner() == member)) {
				return member;
			}
		}
		return null;
	}

	// While nobody is there, the group wants what it wanted.
	private void updateInterest() {
		this.members.values()
			.stream()
			.map(Member::interest)
			.reduce(Interest::or)
			.ifPresent((all) -> this.interest = all);
	}

	private void rebalance() {
		Collection<Member> members = this.members.values();
		Balance.moves(this.slots, members).forEach(this::move);
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
		if (to != null && to.wantsSnapshots()) {
			wantSnapshot(slot);
		}
		enqueue(slot);
		if (to != null) {
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
		owner.count(-slot.inFlight().count(), -slot.inFlight().bytes());
		slot.rewind();
		this.log.rewind(slot.index());
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

	private void pump(Member member) {
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
			removeLeft();
			return;
		}
		slot.endTaking(entries.size() == max);
		MemberLink link = member.link();
		long now = this.nanoTime.getAsLong();
		for (Entry entry : entries) {
			int size = entry.event().length;
			slot.sent(entry.offset(), size, now);
			member.count(1, size);
			if (link != null) {
				link.deliver(slot.index(), entry.offset(), entry.redelivered(), entry.event());
			}
		}
		giveIfDrained(slot);
		enqueue(slot);
		pump(member);
		removeLeft();
	}

}
