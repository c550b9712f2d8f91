/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import org.jspecify.annotations.Nullable;

/**
 * All channels. Every channel has a home loop, chosen by its name; whatever is wanted of
 * a channel is done there, in the order in which each caller's loop asked for it. All
 * methods may be called on any thread.
 */
public final class Channels {

	private final Loops loops;

	private final ChannelListener listener;

	// one map for each loop, which alone touches it
	private final List<Map<ChannelKey, Channel>> homes = new ArrayList<>();

	/**
	 * Create the channels of an edge.
	 * @param loops the edge's loops
	 * @param listener is told when channels come to be and cease to be
	 */
	public Channels(Loops loops, ChannelListener listener) {
		this.loops = loops;
		this.listener = listener;
		for (int i = 0; i < loops.size(); i++) {
			this.homes.add(new HashMap<>());
		}
	}

	/**
	 * Begin a subscription. The subscriber is told how that went.
	 * @param subscription the subscription
	 */
	public void subscribe(Subscription subscription) {
		ChannelKey key = subscription.channel();
		Loop home = home(key);
		home.execute(() -> {
			Map<ChannelKey, Channel> channels = this.homes.get(home.index());
			Channel channel = channels.get(key);
			if (channel != null) {
				channel.join(subscription);
				return;
			}
			channel = new Channel(key, this.loops);
			channel.join(subscription);
			if (!channel.isVacant()) {
				channels.put(key, channel);
				this.listener.occupied(key);
			}
		});
	}

	/**
	 * End a subscription.
	 * @param subscription the subscription
	 */
	public void unsubscribe(Subscription subscription) {
		ChannelKey key = subscription.channel();
		Loop home = home(key);
		home.execute(() -> {
			Map<ChannelKey, Channel> channels = this.homes.get(home.index());
			Channel channel = channels.get(key);
			if (channel == null) {
				return;
			}
			channel.leave(subscription);
			if (channel.isVacant()) {
				channels.remove(key);
				this.listener.vacated(key);
			}
		});
	}

	/**
	 * Send a text to all subscribers of a channel. A channel without subscribers is no
	 * error.
	 * @param key the channel
	 * @param utf8 the text
	 * @param except who is left out, or {@code null}
	 */
	public void publish(ChannelKey key, byte[] utf8, @Nullable Subscriber except) {
		Loop home = home(key);
		home.execute(() -> {
			Channel channel = this.homes.get(home.index()).get(key);
			if (channel != null) {
				channel.publish(utf8, except);
			}
		});
	}

	/**
	 * Count who is in a channel, after everything that the caller's loop has asked for
	 * before.
	 * @param key the channel
	 * @return the counts; all 0 for a channel without subscribers
	 */
	public CompletableFuture<ChannelCounts> counts(ChannelKey key) {
		Loop home = home(key);
		CompletableFuture<ChannelCounts> counts = new CompletableFuture<>();
		home.execute(() -> {
			Channel channel = this.homes.get(home.index()).get(key);
			counts.complete((channel != null) ? channel.counts() : ChannelCounts.NONE);
		});
		return counts;
	}

	private Loop home(ChannelKey key) {
		return this.loops.home(key.hashCode());
	}

}
