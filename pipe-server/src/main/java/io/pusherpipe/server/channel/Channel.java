/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.net.WebSocketFrames;
import org.jspecify.annotations.Nullable;

/**
 * A channel with at least one subscriber. It belongs to its home loop, on which all its
 * publishes, joins and leaves happen one after the other: that is the one order that
 * every subscriber sees, and in which a presence snapshot and the changes after it agree.
 */
final class Channel {

	private final ChannelKey key;

	private final Loops loops;

	private final LoopMembers[] members;

	private final int[] counts;

	private final @Nullable Presence presence;

	private int subscriptions;

	Channel(ChannelKey key, Loops loops) {
		this.key = key;
		this.loops = loops;
		this.members = new LoopMembers[loops.size()];
		this.counts = new int[loops.size()];
		this.presence = key.type().isPresence() ? new Presence() : null;
	}

	boolean isVacant() {
		return this.subscriptions == 0;
	}

	ChannelCounts counts() {
		return new ChannelCounts(this.subscriptions, (this.presence != null) ? this.presence.size() : 0);
	}

	void join(Subscription subscription) {
		PresenceMember member = subscription.member();
		if (this.presence == null || member == null) {
			enter(subscription, PusherMessages.subscriptionSucceeded(this.key.name()));
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
		enter(subscription, PusherMessages.subscriptionSucceeded(this.key.name(), this.presence.members()));
		if (added) {
			publish(PusherMessages.memberAdded(this.key.name(), member), subscription.subscriber());
		}
	}

	private void enter(Subscription subscription, byte[] success) {
		Loop loop = subscription.subscriber().loop();
		LoopMembers onLoop = this.members[loop.index()];
		if (onLoop == null) {
			onLoop = new LoopMembers();
			this.members[loop.index()] = onLoop;
		}
		this.counts[loop.index()]++;
		this.subscriptions++;
		subscription.counted = true;
		LoopMembers list = onLoop;
		loop.execute(() -> {
			list.add(subscription);
			subscription.subscriber().subscribed(subscription, success);
		});
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
		if (--this.counts[loop.index()] == 0) {
			this.members[loop.index()] = null;
		}
		PresenceMember member = subscription.member();
		if (this.presence != null && member != null && this.presence.remove(member)) {
			publish(PusherMessages.memberRemoved(this.key.name(), member.userId()), null);
		}
	}

	/**
	 * Send a text to all subscribers. It is framed once, and every loop is handed the
	 * same buffer.
	 * @param utf8 the text
	 * @param except who is left out, or {@code null}
	 */
	void publish(byte[] utf8, @Nullable Subscriber except) {
		ByteBuf frame = WebSocketFrames.text(ByteBufAllocator.DEFAULT, utf8);
		try {
			for (int i = 0; i < this.members.length; i++) {
				LoopMembers list = this.members[i];
				if (list != null) {
					frame.retain();
					this.loops.get(i).execute(() -> {
						try {
							list.deliver(frame, except);
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
