/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import io.pusherpipe.server.tally.GroupCount;
import io.pusherpipe.server.tally.Tally;
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

	private static final long NOTHING = Long.MIN_VALUE;

	private final String name;

	private final PipeShard shard;

	private final GroupOptions options;

	private final LongSupplier nanoTime;

	private final Tally<GroupCount> counts;

	private final Runnable snapshotWanted;

	private final SlotTable slots;

	private final Map<String, Member> members = new LinkedHashMap<>();

	// Slots whose owners want to be told what is there, as of the end of the turn.
	private final Set<Integer> toSnapshot = new TreeSet<>();

	private final List<Snapshots> snapshots = new ArrayList<>();

	private long deserted;

	private long ticked;

	// Written on the group's thread, read on any.
	private volatile Interest interest = Interest.NONE;

	private volatile boolean full;

	private volatile long events;

	private volatile long bytes;

	// since when the oldest is there that is not acknowledged, or NOTHING
	private volatile long oldest = NOTHING;

	/**
	 * Create a group without members.
	 * @param name its name
	 * @param shard what its events are divided by
	 * @param options how much it may have
	 * @param maxUnacknowledgedBytes how many bytes a member may have unacknowledged
	 * @param log creates the log
	 * @param nanoTime tells the time
	 * @param counts counts what happens
	 * @param snapshotWanted called when {@link #beginSnapshot} is to be, in another turn
	 */
	Group(String name, PipeShard shard, GroupOptions options, long maxUnacknowledgedBytes,
			Function<DeliveryLog.Listener, DeliveryLog> log, LongSupplier nanoTime, Tally<GroupCount> counts,
			Runnable snapshotWanted) {
		this.name = name;
		this.shard = shard;
		this.options = options;
		this.nanoTime = nanoTime;
		this.counts = counts;
		this.snapshotWanted = snapshotWanted;
		this.slots = new SlotTable(log, maxUnacknowledgedBytes, nanoTime, counts, this::given, this::removeLeft);
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
		this.full = this.slots.log().isFull();
		this.events = this.slots.log().size();
		this.bytes = this.slots.log().bytes();
	}

	/**
	 * How old the oldest is that is not acknowledged. For any thread.
	 * @return the time in nanoseconds, 0 if all is acknowledged
	 */
	long lag() {
		long oldest = this.oldest;
		return (oldest != NOTHING) ? this.nanoTime.getAsLong() - oldest : 0;
	}

	/**
	 * What happens in the group.
	 * @return the numbers
	 */
	Tally<GroupCount> counts() {
		return this.counts;
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
		this.slots.log().append(slot, event);
		look();
	}

	/**
	 * Let a member be told what is there in its slots.
	 * @param link its connection
	 */
	void snapshot(MemberLink link) {
		Member member = find(link);
		if (member != null) {
			this.slots.of(member).forEach(this::wantSnapshot);
		}
	}

	private void given(Slot slot) {
		Member owner = slot.owner();
		if (owner != null && owner.wantsSnapshots()) {
			wantSnapshot(slot);
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
		snapshot.write(this.interest, this.slots.log()::append);
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
			this.counts.add(GroupCount.MEMBERS);
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
			this.slots.linked(member);
			this.slots.sendAgain(member);
		}
		this.slots.rebalance(this.members.values());
		this.slots.pump(member);
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
		this.slots.rebalance(this.members.values());
		this.slots.vacate(member);
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
			this.slots.linked(member);
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
			String error = this.slots.acknowledge(member, entry.getKey(), entry.getValue());
			wrong = (error != null) ? error : wrong;
		}
		look();
		this.slots.pump(member);
		removeLeft();
		return wrong;
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
		expel(this.slots.overdue(now - this.options.ackTimeout().toNanos()), CloseCode.NOT_ACKNOWLEDGED);
		this.slots.log().expire();
		look();
		long age = this.slots.log().age();
		this.oldest = (age > 0) ? now - age : NOTHING;
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
		this.slots.log().close();
	}

	/**
	 * Whether nothing is left that a member could be told.
	 * @return {@code true} if nobody is there, or all is acknowledged
	 */
	boolean isDrained() {
		return this.members.values().stream().noneMatch((member) -> member.link() != null)
				|| this.slots.log().size() == 0;
	}

	GroupState state() {
		int unacknowledged = unacknowledged();
		return new GroupState(this.name, this.members.size(), Math.max(0, this.slots.log().size() - unacknowledged),
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
		Member owner = this.slots.owner(slot);
		return (owner != null) ? owner.name() : null;
	}

	/**
	 * How the owner of a slot is connected. For any thread.
	 * @param slot the slot
	 * @return the connection, or {@code null} if nobody owns it, or is away
	 */
	@Nullable MemberLink link(int slot) {
		return this.slots.link(slot);
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
		this.counts.add(GroupCount.MEMBERS, -1);
		member.disconnected();
		this.slots.release(member);
		if (this.members.isEmpty()) {
			this.deserted = this.nanoTime.getAsLong();
		}
		updateInterest();
		this.slots.rebalance(this.members.values());
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
			if (member.isLeaving() && this.slots.of(member).isEmpty()) {
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

}
