/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.WebSocketFrames;
import io.pusherpipe.server.tally.Level;
import io.pusherpipe.server.tally.Origin;
import io.pusherpipe.server.tally.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A channel with at least one subscriber. It belongs to its home loop, on which all its
 * publishes, joins and leaves happen one after the other: that is the one order that
 * every subscriber sees, and in which a presence snapshot and the changes after it agree.
 */
final class Channel {

	private static final int COUNTED_AT_ONCE = 100;

	private static final Duration COUNT_INTERVAL = Duration.ofSeconds(5);

	private final ChannelKey key;

	private final Home home;

	private final LoopMembers[] members;

	private final int[] counts;

	private final @Nullable Presence presence;

	private int subscriptions;

	// Read on any thread, and replaced before anybody is told of the change.
	private volatile ChannelCounts total = ChannelCounts.NONE;

	private boolean countIsDue;

	Channel(ChannelKey key, Home home) {
		this.key = key;
		this.home = home;
		this.members = new LoopMembers[home.loops().size()];
		this.counts = new int[home.loops().size()];
		this.presence = key.type().isPresence() ? new Presence() : null;
	}

	ChannelKey key() {
		return this.key;
	}

	boolean isVacant() {
		return this.subscriptions == 0;
	}

	ChannelCounts counts() {
		return this.total;
	}

	private void countAnew() {
		this.total = new ChannelCounts(this.subscriptions, (this.presence != null) ? this.presence.size() : 0);
	}

	/**
	 * List who is subscribed.
	 * @param after the id that those wanted come after, or {@code null} for all
	 * @param limit how many are wanted at most
	 * @return their ids in order
	 */
	CompletableFuture<List<String>> subscribers(@Nullable String after, int limit) {
		CompletableFuture<Smallest> all = CompletableFuture.completedFuture(new Smallest(after, limit));
		for (int i = 0; i < this.members.length; i++) {
			LoopMembers list = this.members[i];
			if (list != null) {
				CompletableFuture<List<String>> onLoop = new CompletableFuture<>();
				this.home.loops().get(i).execute(() -> onLoop.complete(list.ids(after, limit)));
				all = all.thenCombine(onLoop, (smallest, ids) -> {
					ids.forEach(smallest::add);
					return smallest;
				});
			}
		}
		return all.thenApply(Smallest::toList);
	}

	Collection<PresenceMember> users() {
		return (this.presence != null) ? List.copyOf(this.presence.members()) : List.of();
	}

	void join(Subscription subscription) {
		PresenceMember member = subscription.member();
		if (this.presence == null || member == null) {
			enter(subscription, PusherMessages.subscriptionSucceeded(this.key.name()), null);
			count();
			return;
		}
		int limit = this.key.app().options().maxPresenceMembers();
		if (!this.presence.contains(member) && this.presence.size() >= limit) {
			subscription.subscriber()
				.loop()
				.execute(() -> subscription.subscriber()
					.refused(subscription, "The channel has reached its limit of " + limit + " members"));
			return;
		}
		boolean added = this.presence.add(member);
		if (added) {
			this.home.tally(this.key).levels().add(Level.PRESENCE_MEMBERS);
		}
		enter(subscription, PusherMessages.subscriptionSucceeded(this.key.name(), this.presence.members()),
				added ? member : null);
		if (added) {
			publishOwn(PusherMessages.memberAdded(this.key.name(), member), subscription.subscriber());
		}
	}

	private void enter(Subscription subscription, byte[] success, @Nullable PresenceMember added) {
		Loop loop = subscription.subscriber().loop();
		LoopMembers onLoop = this.members[loop.index()];
		if (onLoop == null) {
			onLoop = new LoopMembers();
			this.members[loop.index()] = onLoop;
		}
		boolean first = isVacant();
		this.counts[loop.index()]++;
		this.subscriptions++;
		this.home.tally(this.key).levels().add(Level.SUBSCRIPTIONS);
		subscription.counted = true;
		countAnew();
		List<byte[]> texts = new ArrayList<>(2);
		texts.add(success);
		boolean missed = addCached(texts);
		// before the subscriber knows, so that nothing that it sends comes first
		if (first && this.key.isListed()) {
			this.home.listener().occupied(this.key);
		}
		if (added != null) {
			this.home.listener().memberAdded(this.key, added.userId());
		}
		if (missed) {
			this.home.listener().cacheMissed(this.key);
		}
		LoopMembers list = onLoop;
		loop.execute(() -> {
			subscription.share(this.key);
			list.add(subscription);
			subscription.subscriber().subscribed(subscription, texts);
		});
	}

	private boolean addCached(List<byte[]> texts) {
		if (!this.key.type().isCache()) {
			return false;
		}
		CachedEvent cached = this.home.cache().get(this.key);
		if (cached != null) {
			texts.add(PusherMessages.channelEvent(this.key.name(), cached.event(), cached.data()));
			return false;
		}
		texts.add(PusherMessages.cacheMiss(this.key.name()));
		return this.home.cache().missed(this.key);
	}

	void leave(Subscription subscription) {
		if (!subscription.counted) {
			return;
		}
		subscription.counted = false;
		Loop loop = subscription.subscriber().loop();
		LoopMembers list = this.members[loop.index()];
		loop.execute(() -> list.remove(subscription));
		this.subscriptions--;
		Tally<Level> levels = this.home.tally(this.key).levels();
		levels.add(Level.SUBSCRIPTIONS, -1);
		if (--this.counts[loop.index()] == 0) {
			this.members[loop.index()] = null;
		}
		PresenceMember member = subscription.member();
		boolean left = this.presence != null && member != null && this.presence.remove(member);
		countAnew();
		if (left && member != null) {
			levels.add(Level.PRESENCE_MEMBERS, -1);
			publishOwn(PusherMessages.memberRemoved(this.key.name(), member.userId()), null);
			this.home.listener().memberRemoved(this.key, member.userId());
		}
		count();
	}

	// A busy channel would tell every subscriber of every other one, so it tells of many
	// at once.
	private void count() {
		if (!this.key.app().options().subscriptionCountEnabled() || this.presence != null || !this.key.isListed()
				|| isVacant() || this.countIsDue) {
			return;
		}
		if (this.subscriptions <= COUNTED_AT_ONCE) {
			publishCount();
			return;
		}
		this.countIsDue = true;
		this.home.loop().after(COUNT_INTERVAL, () -> {
			this.countIsDue = false;
			if (!isVacant()) {
				publishCount();
			}
		});
	}

	private void publishCount() {
		this.home.tally(this.key).published().add(Origin.EDGE);
		deliver(PusherMessages.subscriptionCount(this.key.name(), this.subscriptions),
				(list, frame) -> list.deliverCount(this.key, frame));
		this.home.listener().counted(this.key, this.subscriptions);
	}

	private void publishOwn(byte[] utf8, @Nullable Subscriber except) {
		this.home.tally(this.key).published().add(Origin.EDGE);
		publish(utf8, except);
	}

	/**
	 * Send a text to all subscribers.
	 * @param utf8 the text
	 * @param except who is left out, or {@code null}
	 */
	void publish(byte[] utf8, @Nullable Subscriber except) {
		deliver(utf8, (list, frame) -> list.deliver(frame, except));
	}

	// The text is framed once, and every loop is handed the same buffer.
	private void deliver(byte[] utf8, BiConsumer<LoopMembers, ByteBuf> delivery) {
		ByteBuf frame = WebSocketFrames.text(ByteBufAllocator.DEFAULT, utf8);
		try {
			for (int i = 0; i < this.members.length; i++) {
				LoopMembers list = this.members[i];
				if (list != null) {
					frame.retain();
					this.home.loops().get(i).execute(() -> {
						try {
							delivery.accept(list, frame);
						}
						finally {
							frame.release();
						}
					});
				}
			}
		}
		finally {
			frame.release();
		}
	}

}
