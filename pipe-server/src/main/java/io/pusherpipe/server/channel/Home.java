/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.util.HashMap;
import java.util.Map;

import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.tally.AppTally;
import org.jspecify.annotations.Nullable;

/**
 * The channels that have their home on one loop. Belongs to that loop.
 */
final class Home {

	private final Loop loop;

	private final Loops loops;

	private final ChannelListener listener;

	private final EventCache cache;

	private final OccupiedChannels occupied;

	private final Map<ChannelKey, Channel> channels = new HashMap<>();

	Home(Loop loop, Loops loops, ChannelListener listener, EventCache cache, OccupiedChannels occupied) {
		this.loop = loop;
		this.loops = loops;
		this.listener = listener;
		this.cache = cache;
		this.occupied = occupied;
	}

	Loop loop() {
		return this.loop;
	}

	Loops loops() {
		return this.loops;
	}

	ChannelListener listener() {
		return this.listener;
	}

	EventCache cache() {
		return this.cache;
	}

	@Nullable Channel find(ChannelKey key) {
		return this.channels.get(key);
	}

	Iterable<Channel> channels() {
		return this.channels.values();
	}

	// What happens in an application on this loop.
	AppTally tally(ChannelKey key) {
		return this.loop.tally(key.app().id());
	}

	void join(Subscription subscription) {
		ChannelKey key = subscription.channel();
		Channel channel = this.channels.get(key);
		if (channel == null) {
			channel = new Channel(key, this);
			this.channels.put(key, channel);
			this.occupied.add(channel);
			tally(key).channels().add(key.type());
		}
		channel.join(subscription);
	}

	void leave(Subscription subscription) {
		ChannelKey key = subscription.channel();
		Channel channel = this.channels.get(key);
		if (channel == null) {
			return;
		}
		channel.leave(subscription);
		if (channel.isVacant()) {
			this.channels.remove(key);
			this.occupied.remove(channel);
			tally(key).channels().add(key.type(), -1);
			if (key.isListed()) {
				this.listener.vacated(key);
			}
		}
	}

}
