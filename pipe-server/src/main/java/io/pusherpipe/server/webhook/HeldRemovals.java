/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.net.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Channels that have become vacant, and users that have left, a moment ago. If they are
 * back in time, nobody is told of either (Pusher protocol 7, webhooks, delay): a page
 * that is left for another of the same site is no news. Belongs to the channels' home
 * loop.
 */
final class HeldRemovals {

	private static final Duration DELAY = Duration.ofSeconds(3);

	// When there are more, the oldest are told of before their time.
	private static final int MAX_HELD = 20_000;

	private final Loop loop;

	private final BiConsumer<ChannelKey, @Nullable String> release;

	// with the time of each; all wait equally long, so the first is due first
	private final Map<Removal, Long> held = new LinkedHashMap<>();

	private boolean timerIsSet;

	private boolean stopped;

	/**
	 * Create one that holds nothing.
	 * @param loop the loop
	 * @param release takes what was held for long enough: the channel, and who left it,
	 * or {@code null} where it is vacant
	 */
	HeldRemovals(Loop loop, BiConsumer<ChannelKey, @Nullable String> release) {
		this.loop = loop;
		this.release = release;
	}

	void hold(ChannelKey channel, @Nullable String userId) {
		if (this.stopped) {
			this.release.accept(channel, userId);
			return;
		}
		this.held.put(new Removal(channel, userId), this.loop.nanoTime());
		if (this.held.size() > MAX_HELD) {
			releaseFirst();
		}
		setTimer();
	}

	/**
	 * What was held has been undone.
	 * @param channel the channel
	 * @param userId who is back, or {@code null} where the channel is no longer vacant
	 * @return whether it was still held, so that nobody is to be told
	 */
	boolean cancel(ChannelKey channel, @Nullable String userId) {
		return this.held.remove(new Removal(channel, userId)) != null;
	}

	private void setTimer() {
		if (!this.timerIsSet && !this.held.isEmpty()) {
			this.timerIsSet = true;
			long waited = this.loop.nanoTime() - this.held.values().iterator().next();
			this.loop.after(DELAY.minusNanos(waited), this::releaseDue);
		}
	}

	private void releaseDue() {
		this.timerIsSet = false;
		long now = this.loop.nanoTime();
		while (!this.held.isEmpty() && now - this.held.values().iterator().next() >= DELAY.toNanos()) {
			releaseFirst();
		}
		setTimer();
	}

	private void releaseFirst() {
		Iterator<Removal> removals = this.held.keySet().iterator();
		Removal first = removals.next();
		removals.remove();
		this.release.accept(first.channel(), first.userId());
	}

	/**
	 * Hold nothing any more.
	 */
	void stop() {
		this.stopped = true;
		while (!this.held.isEmpty()) {
			releaseFirst();
		}
	}

	private record Removal(ChannelKey channel, @Nullable String userId) {

	}

}
