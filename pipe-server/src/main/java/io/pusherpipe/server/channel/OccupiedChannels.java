/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import io.pusherpipe.server.app.App;
import org.jspecify.annotations.Nullable;

/**
 * The channels that have subscribers, in the order of their names, so that a part of them
 * can be listed without looking at all. All methods may be called on any thread.
 */
final class OccupiedChannels {

	private final Map<String, ConcurrentNavigableMap<String, Channel>> byApp = new ConcurrentHashMap<>();

	void add(Channel channel) {
		if (channel.key().isListed()) {
			of(channel.key().app()).put(channel.key().name(), channel);
		}
	}

	void remove(Channel channel) {
		if (channel.key().isListed()) {
			of(channel.key().app()).remove(channel.key().name(), channel);
		}
	}

	Map<String, ChannelCounts> list(App app, String prefix, @Nullable String after, int limit) {
		ConcurrentNavigableMap<String, Channel> all = of(app);
		boolean further = after != null && after.compareTo(prefix) >= 0;
		Map<String, ChannelCounts> found = new TreeMap<>();
		for (Map.Entry<String, Channel> entry : all.tailMap((further && after != null) ? after : prefix, !further)
			.entrySet()) {
			if (found.size() == limit || !entry.getKey().startsWith(prefix)) {
				break;
			}
			ChannelCounts counts = entry.getValue().counts();
			// One that nobody has been told of is not there yet, or no longer.
			if (counts.subscriptions() > 0) {
				found.put(entry.getKey(), counts);
			}
		}
		return found;
	}

	private ConcurrentNavigableMap<String, Channel> of(App app) {
		return this.byApp.computeIfAbsent(app.id(), (id) -> new ConcurrentSkipListMap<>());
	}

}
