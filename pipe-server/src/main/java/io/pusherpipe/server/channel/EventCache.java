/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.server.net.Loop;
import org.jspecify.annotations.Nullable;

/**
 * The last events of the cache channels with their home on one loop (Pusher protocol 7,
 * cache channels). They outlive the channels' subscribers, until their time is over or
 * their space is needed for younger ones. Belongs to the loop.
 */
final class EventCache {

	// what a map's entry, its key and the objects' headers take, roughly
	private static final int OVERHEAD = 200;

	private final Loop loop;

	private final long maxBytes;

	// the oldest first
	private final Map<ChannelKey, Entry> entries = new LinkedHashMap<>();

	private long bytes;

	EventCache(Loop loop, long maxBytes) {
		this.loop = loop;
		this.maxBytes = maxBytes;
	}

	void put(ChannelKey channel, String event, RawJson data) {
		store(channel, new Event(event, data, expiry(channel)));
	}

	/**
	 * The channel's last event.
	 * @param channel the channel
	 * @return the event, or {@code null} if there is none, or its time is over
	 */
	@Nullable CachedEvent get(ChannelKey channel) {
		Entry entry = this.entries.get(channel);
		long now = this.loop.nanoTime();
		return (entry instanceof Event event && event.expiry - now > 0)
				? new CachedEvent(event.name, event.data, Duration.ofNanos(event.expiry - now)) : null;
	}

	/**
	 * Note that somebody found nothing.
	 * @param channel the channel
	 * @return whether that was not known already
	 */
	boolean missed(ChannelKey channel) {
		Entry entry = this.entries.get(channel);
		if (entry instanceof Miss && entry.expiry() - this.loop.nanoTime() > 0) {
			return false;
		}
		store(channel, new Miss(expiry(channel)));
		return true;
	}

	private long expiry(ChannelKey channel) {
		return this.loop.nanoTime() + channel.app().options().cacheTtl().toNanos();
	}

	private void store(ChannelKey channel, Entry entry) {
		Entry replaced = this.entries.remove(channel);
		if (replaced != null) {
			this.bytes -= size(channel, replaced);
		}
		this.entries.put(channel, entry);
		this.bytes += size(channel, entry);
		dropOldest();
	}

	private void dropOldest() {
		long now = this.loop.nanoTime();
		Iterator<Map.Entry<ChannelKey, Entry>> oldest = this.entries.entrySet().iterator();
		while (oldest.hasNext()) {
			Map.Entry<ChannelKey, Entry> next = oldest.next();
			if (this.bytes <= this.maxBytes && next.getValue().expiry() - now > 0) {
				return;
			}
			this.bytes -= size(next.getKey(), next.getValue());
			oldest.remove();
		}
	}

	private static int size(ChannelKey channel, Entry entry) {
		return OVERHEAD + channel.name().length()
				+ ((entry instanceof Event event) ? event.name.length() + event.data.length() : 0);
	}

	private sealed interface Entry {

		long expiry();

	}

	private record Event(String name, RawJson data, long expiry) implements Entry {

	}

	private record Miss(long expiry) implements Entry {

	}

}
