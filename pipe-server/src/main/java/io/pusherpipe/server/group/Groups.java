/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.tally.GroupCount;
import io.pusherpipe.server.tally.Tally;
import org.jspecify.annotations.Nullable;

/**
 * The groups of all applications. Each lives on one loop, to which everything goes that
 * concerns it; methods may be called on any loop, and keep the order of each.
 */
public final class Groups {

	private static final Duration TICK = Duration.ofMillis(250);

	private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

	// No name of a group has it.
	private static final String OWN = "~";

	private final Loops loops;

	private final Census census;

	private final long maxUnacknowledgedBytes;

	private final Map<String, List<HomedGroup>> byApp = new ConcurrentHashMap<>();

	private volatile @Nullable GroupWatcher watcher;

	/**
	 * Create the groups.
	 * @param apps the applications, which may declare some
	 * @param loops where they live
	 * @param census knows what is there
	 * @param maxUnacknowledgedBytes how many bytes a member may have unacknowledged
	 */
	public Groups(Collection<App> apps, Loops loops, Census census, long maxUnacknowledgedBytes) {
		this.loops = loops;
		this.census = census;
		this.maxUnacknowledgedBytes = maxUnacknowledgedBytes;
		apps.forEach(this::declare);
		for (int i = 0; i < loops.size(); i++) {
			tickLater(loops.get(i));
		}
	}

	/**
	 * Let somebody watch the named groups. To be called once, before anybody joins.
	 * @param watcher who watches; told at once of the groups that are declared
	 */
	public void watch(GroupWatcher watcher) {
		this.watcher = watcher;
		this.byApp.forEach((appId, groups) -> groups.forEach((homed) -> watcher.created(appId, homed)));
	}

	/**
	 * How far the groups of an application are behind that have one member each and no
	 * names.
	 * @param appId the application's id
	 * @return the lag of the one that is furthest behind
	 */
	public Duration ownLag(String appId) {
		return Duration.ofNanos(this.byApp.getOrDefault(appId, List.of())
			.stream()
			.map(HomedGroup::group)
			.filter((group) -> group.name().startsWith(OWN))
			.mapToLong(Group::lag)
			.max()
			.orElse(0));
	}

	private void declare(App app) {
		List<HomedGroup> declared = new ArrayList<>();
		for (String name : app.options().groups().names()) {
			HomedGroup homed = create(app, name, PipeShard.SOCKET, FOR_EVER);
			homed.group().keepEverything();
			declared.add(homed);
		}
		if (!declared.isEmpty()) {
			this.byApp.put(app.id(), List.copyOf(declared));
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
			GroupWatcher watcher = this.watcher;
			if (watcher != null && !homed.name().startsWith(OWN)) {
				watcher.forgotten(appId, homed);
			}
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
	 * @param joined called on the group's loop, before the first delivery
	 * @return the membership
	 * @throws GroupException if the application has too many groups, or the subscription
	 * contradicts the group's
	 */
	public Membership join(App app, String member, PipeSubscription subscription, MemberLink link,
			Consumer<Joined> joined) throws GroupException {
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
				homed = create(app, name, subscription.shard(),
						(group != null) ? app.options().groups().retention() : Duration.ZERO);
				List<HomedGroup> more = new ArrayList<>(groups);
				more.add(homed);
				groups = List.copyOf(more);
				GroupWatcher watcher = this.watcher;
				if (watcher != null && group != null) {
					watcher.created(id, homed);
				}
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
			homed.group().join(member, subscription, link, () -> joined.accept(new Joined(created[0], homed.log())));
		});
		return new Membership(homed, link);
	}

	private void takeSnapshot(App app, Loop home, Group group) {
		Snapshots snapshot = group.beginSnapshot(this.loops.size());
		for (int i = 0; i < this.loops.size(); i++) {
			Loop loop = this.loops.get(i);
			loop.executeLater(() -> {
				List<String> sockets = this.census.sockets(app, loop);
				List<String> channels = this.census.channels(app, loop);
				home.executeLater(() -> {
					if (snapshot.told(sockets, channels)) {
						group.endSnapshot(snapshot);
					}
				});
			});
		}
	}

	private static @Nullable PipeError checkNumber(App app, List<HomedGroup> groups) {
		int max = app.options().groups().maxGroups();
		long named = groups.stream().filter((homed) -> !homed.group().name().startsWith(OWN)).count();
		return (named < max) ? null : new PipeError(PipeError.LIMIT,
				"The app has " + named + " groups, and groups.max-groups allows " + max);
	}

	private HomedGroup create(App app, String name, PipeShard shard, Duration retention) {
		Loop loop = this.loops.home(name.hashCode());
		GroupOptions options = app.options().groups();
		Group[] group = new Group[1];
		Tally<GroupCount> counts = name.startsWith(OWN) ? loop.tally(app.id()).ownGroups()
				: new Tally<>(GroupCount.class);
		// After all that the turn brings: whoever gets a slot often gets several.
		Runnable snapshotWanted = () -> loop.executeLater(() -> takeSnapshot(app, loop, group[0]));
		group[0] = new Group(name, shard, options, this.maxUnacknowledgedBytes,
				(listener) -> new MemoryLog(Group.SLOTS, options, listener, loop::nanoTime, counts), loop::nanoTime,
				counts, snapshotWanted);
		return new HomedGroup(loop, retention, group[0]);
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
		PipeNotification happened = null;
		byte[] event = null;
		for (HomedGroup homed : this.byApp.getOrDefault(app.id(), List.of())) {
			if (wanted.test(homed.group().interest())) {
				happened = (happened != null) ? happened : notification.get();
				event = (event != null) ? event : Pipe10Codec.event(happened);
				homed.append(key, channel, happened, event);
			}
		}
		return event != null;
	}

	/**
	 * What the groups of an application are doing.
	 * @param app the application
	 * @return the named groups, after all that has been published before on this loop
	 */
	public CompletableFuture<List<GroupState>> states(App app) {
		return askAll(this.byApp.getOrDefault(app.id(), List.of())
			.stream()
			.filter((homed) -> !homed.group().name().startsWith(OWN))
			.toList(), Group::state);
	}

	/**
	 * Whether all that members could be told they have acknowledged. Called while nothing
	 * more is published.
	 * @return the answer, from all loops
	 */
	public CompletableFuture<Boolean> isDrained() {
		return askAll(this.byApp.values().stream().flatMap(List::stream).toList(), Group::isDrained)
			.thenApply((all) -> !all.contains(false));
	}

	private static <T> CompletableFuture<List<T>> askAll(List<HomedGroup> groups, Function<Group, T> question) {
		CompletableFuture<List<T>> answers = CompletableFuture.completedFuture(List.of());
		for (HomedGroup homed : groups) {
			CompletableFuture<T> answer = new CompletableFuture<>();
			homed.loop().executeLater(() -> answer.complete(question.apply(homed.group())));
			answers = answers.thenCombine(answer, (some, one) -> Stream.concat(some.stream(), Stream.of(one)).toList());
		}
		return answers;
	}

}
