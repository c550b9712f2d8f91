/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import org.jspecify.annotations.Nullable;

/**
 * The groups of all applications. Each lives on one loop, to which everything goes that
 * concerns it; methods may be called on any loop, and keep the order of each.
 */
public final class Groups {

	private static final Duration TICK = Duration.ofMillis(250);

	// No name of a group has it.
	private static final String OWN = "~";

	private final Loops loops;

	private final long maxUnacknowledgedBytes;

	private final Map<String, List<HomedGroup>> byApp = new ConcurrentHashMap<>();

	/**
	 * Create the groups.
	 * @param loops where they live
	 * @param maxUnacknowledgedBytes how many bytes a member may have unacknowledged
	 */
	public Groups(Loops loops, long maxUnacknowledgedBytes) {
		this.loops = loops;
		this.maxUnacknowledgedBytes = maxUnacknowledgedBytes;
		for (int i = 0; i < loops.size(); i++) {
			tickLater(loops.get(i));
		}
	}

	private void tickLater(Loop loop) {
		loop.execute(() -> loop.after(TICK, () -> {
			tick(loop);
			tickLater(loop);
		}));
	}

	private void tick(Loop loop) {
		for (Map.Entry<String, List<HomedGroup>> app : this.byApp.entrySet()) {
			for (HomedGroup homed : app.getValue()) {
				if (homed.loop() == loop) {
					homed.group().tick();
					if (homed.isForgotten()) {
						forget(app.getKey(), homed);
					}
				}
			}
		}
	}

	// Not if somebody is on the way to it.
	private void forget(String appId, HomedGroup homed) {
		this.byApp.computeIfPresent(appId, (id, present) -> {
			if (!homed.isForgotten()) {
				return present;
			}
			homed.group().close();
			List<HomedGroup> left = new ArrayList<>(present);
			left.remove(homed);
			return left.isEmpty() ? null : List.copyOf(left);
		});
	}

	/**
	 * Become a member of a group, return as one, or change what one wants.
	 * @param app the application
	 * @param member the member's name
	 * @param subscription what it wants
	 * @param link its connection
	 * @param joined called on the group's loop, before the first delivery, and told
	 * whether the group is new
	 * @return the membership
	 * @throws GroupException if the application has too many groups, or the subscription
	 * contradicts the group's
	 */
	public Membership join(App app, String member, PipeSubscription subscription, MemberLink link,
			Consumer<Boolean> joined) throws GroupException {
		String group = subscription.group();
		String name = (group != null) ? group : OWN + member;
		boolean[] created = new boolean[1];
		HomedGroup[] found = new HomedGroup[1];
		PipeError[] error = new PipeError[1];
		this.byApp.compute(app.id(), (id, present) -> {
			List<HomedGroup> groups = (present != null) ? present : List.of();
			HomedGroup homed = find(groups, name);
			if (homed == null) {
				error[0] = (group != null) ? checkNumber(app, groups) : null;
				if (error[0] != null) {
					return present;
				}
				created[0] = true;
				homed = create(app, name, group == null, subscription);
				List<HomedGroup> more = new ArrayList<>(groups);
				more.add(homed);
				groups = List.copyOf(more);
			}
			homed.expectMember();
			found[0] = homed;
			return groups;
		});
		if (error[0] != null) {
			throw new GroupException(error[0]);
		}
		HomedGroup homed = Objects.requireNonNull(found[0]);
		if (homed.group().shard() != subscription.shard()) {
			homed.memberArrived();
			throw new GroupException(new PipeError(PipeError.CONFLICT, "subscribe: params.shard is "
					+ subscription.shard().wireName() + ", but the group has " + homed.group().shard().wireName()));
		}
		homed.loop().executeLater(() -> {
			homed.memberArrived();
			homed.group().join(member, subscription, link, () -> joined.accept(created[0]));
		});
		return new Membership(homed, link);
	}

	private static @Nullable PipeError checkNumber(App app, List<HomedGroup> groups) {
		int max = app.options().groups().maxGroups();
		long named = groups.stream().filter((homed) -> !homed.group().name().startsWith(OWN)).count();
		return (named < max) ? null : new PipeError(PipeError.LIMIT,
				"The app has " + named + " groups, and groups.max-groups allows " + max);
	}

	private HomedGroup create(App app, String name, boolean own, PipeSubscription subscription) {
		Loop loop = this.loops.home(name.hashCode());
		return new HomedGroup(loop, own ? Duration.ZERO : app.options().groups().retention(),
				new Group(name, subscription.shard(), app.options().groups(), this.maxUnacknowledgedBytes,
						(listener) -> new MemoryLog(Group.SLOTS, app.options().groups(), listener, loop::nanoTime),
						loop::nanoTime));
	}

	private static @Nullable HomedGroup find(List<HomedGroup> groups, String name) {
		return groups.stream().filter((homed) -> homed.group().name().equals(name)).findFirst().orElse(null);
	}

	/**
	 * A socket has opened.
	 * @param app its application
	 * @param socketId the socket
	 */
	public void opened(App app, String socketId) {
		publish(app, Interest::wantsSockets, socketId, null, () -> new PipeNotification.SocketOpened(socketId));
	}

	/**
	 * A socket has closed.
	 * @param app its application
	 * @param socketId the socket
	 */
	public void closed(App app, String socketId) {
		publish(app, Interest::wantsSockets, socketId, null, () -> new PipeNotification.SocketClosed(socketId));
	}

	/**
	 * A socket has sent an event.
	 * @param app its application
	 * @param message the event
	 * @return whether any group is told of it
	 */
	public boolean sent(App app, SocketMessage message) {
		return publish(app, (interest) -> interest.wantsMessage(message.channel(), message.event()), message.socketId(),
				message.channel(), () -> message);
	}

	/**
	 * Whether what a socket sends could be kept. Asked before it is taken.
	 * @param app the socket's application
	 * @param channel the channel, or {@code null} for the back channel
	 * @param event the event's name
	 * @return {@code false} if the log of a group is full that wants it
	 */
	public boolean accepts(App app, @Nullable String channel, String event) {
		for (HomedGroup homed : this.byApp.getOrDefault(app.id(), List.of())) {
			if (homed.isFull() && homed.group().interest().wantsMessage(channel, event)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The members that own a socket's slots.
	 * @param app the socket's application
	 * @param socketId the socket
	 * @return their connections, one of each group whose owner is connected
	 */
	public List<MemberLink> owners(App app, String socketId) {
		return this.byApp.getOrDefault(app.id(), List.of())
			.stream()
			.map((homed) -> homed.group().link(HomedGroup.slot(socketId)))
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * A channel has become occupied, or vacated.
	 * @param app its application
	 * @param channel the channel
	 * @param notification which of them
	 */
	public void existence(App app, String channel, PipeNotification notification) {
		publish(app, (interest) -> interest.wantsExistence(channel), channel, null, () -> notification);
	}

	/**
	 * A presence channel has a member more, or one less.
	 * @param app its application
	 * @param channel the channel
	 * @param notification which of them
	 */
	public void members(App app, String channel, PipeNotification notification) {
		publish(app, (interest) -> interest.wantsMembers(channel), channel, null, () -> notification);
	}

	private boolean publish(App app, Predicate<Interest> wanted, String key, @Nullable String channel,
			Supplier<PipeNotification> notification) {
		byte[] event = null;
		for (HomedGroup homed : this.byApp.getOrDefault(app.id(), List.of())) {
			if (wanted.test(homed.group().interest())) {
				event = (event != null) ? event : Pipe10Codec.event(notification.get());
				homed.append(key, channel, event);
			}
		}
		return event != null;
	}

	/**
	 * What the groups of an application are doing.
	 * @param app the application
	 * @return the named groups, as they were a moment ago
	 */
	public List<GroupState> states(App app) {
		return this.byApp.getOrDefault(app.id(), List.of())
			.stream()
			.filter((homed) -> !homed.group().name().startsWith(OWN))
			.map((homed) -> homed.group().state())
			.toList();
	}

	/**
	 * Whether all that members could be told they have acknowledged. Called while nothing
	 * more is published.
	 * @return the answer, from all loops
	 */
	public CompletableFuture<Boolean> isDrained() {
		CompletableFuture<Boolean> drained = CompletableFuture.completedFuture(true);
		for (List<HomedGroup> groups : this.byApp.values()) {
			for (HomedGroup homed : groups) {
				CompletableFuture<Boolean> one = new CompletableFuture<>();
				homed.loop().executeLater(() -> one.complete(homed.group().isDrained()));
				drained = drained.thenCombine(one, Boolean::logicalAnd);
			}
		}
		return drained;
	}

}
