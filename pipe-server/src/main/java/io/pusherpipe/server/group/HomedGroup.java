/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.tally.GroupCount;
import io.pusherpipe.server.tally.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A group, and the loop that it lives on.
 */
final class HomedGroup implements GroupView {

	private final Loop loop;

	private final long retention;

	private final Group group;

	private final String log = Long.toHexString(ThreadLocalRandom.current().nextLong());

	private final AtomicInteger expected = new AtomicInteger();

	private final AtomicInteger comingEvents = new AtomicInteger();

	private final AtomicLong comingBytes = new AtomicLong();

	HomedGroup(Loop loop, Duration retention, Group group) {
		this.loop = loop;
		this.retention = retention.toNanos();
		this.group = group;
	}

	Loop loop() {
		return this.loop;
	}

	Group group() {
		return this.group;
	}

	@Override
	public String name() {
		return this.group.name();
	}

	@Override
	public Tally<GroupCount> counts() {
		return this.group.counts();
	}

	@Override
	public Duration lag() {
		return Duration.ofNanos(this.group.lag());
	}

	/**
	 * Which log the group has.
	 * @return an id that no other has, also of the same group later
	 */
	String log() {
		return this.log;
	}

	void expectMember() {
		this.expected.incrementAndGet();
	}

	void memberArrived() {
		this.expected.decrementAndGet();
	}

	// To be called on the loop.
	boolean isForgotten() {
		return this.expected.get() == 0 && this.group.isForgotten(this.retention);
	}

	/**
	 * Append an event.
	 * @param key what keeps its order: a socket's id, or a channel
	 * @param channel the channel that it was sent on, or {@code null}
	 * @param notification the event
	 * @param event the event, encoded
	 */
	void append(String key, @Nullable String channel, PipeNotification notification, byte[] event) {
		String shardedBy = (channel != null && this.group.shard() == PipeShard.CHANNEL) ? channel : key;
		int slot = slot(shardedBy);
		int size = event.length + MemoryLog.OVERHEAD;
		this.comingEvents.incrementAndGet();
		this.comingBytes.addAndGet(size);
		this.loop.executeLater(() -> {
			this.group.append(slot, notification, event);
			this.comingEvents.decrementAndGet();
			this.comingBytes.addAndGet(-size);
		});
	}

	// What is on its way counts as well, so that no more is accepted than can be kept.
	boolean isFull() {
		return this.group.isFull(this.comingEvents.get(), this.comingBytes.get());
	}

	// Ids that differ in their last digits are to be far apart.
	static int slot(String key) {
		int hash = key.hashCode() * 0x9E3779B9;
		return (hash >>> 16) % Group.SLOTS;
	}

}
