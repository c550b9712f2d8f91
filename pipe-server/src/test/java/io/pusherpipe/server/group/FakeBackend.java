/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import io.pusherpipe.protocol.CloseCode;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backend process of a {@link GroupHistory}, with at most one connection at a time.
 */
final class FakeBackend {

	private final GroupHistory history;

	private final String name;

	private boolean frozen;

	private @Nullable Link link;

	FakeBackend(GroupHistory history, String name) {
		this.history = history;
		this.name = name;
	}

	/**
	 * Connect, also where a connection is half open: the edge sees the new one first.
	 */
	void connect() {
		if (!this.frozen) {
			this.history.note(this + " connects");
			Link former = this.link;
			this.link = new Link();
			this.history.group().join(this.name, GroupHistory.subscription(this.name), this.link, () -> {
			});
			if (former != null) {
				assertThat(former.leaving || former.closed).isTrue();
			}
		}
	}

	void crash() {
		Link link = this.link;
		if (link != null) {
			this.history.note(this + " crashes");
			this.link = null;
			this.history.group().disconnected(link, false);
		}
	}

	void goodbye() {
		Link link = this.link;
		if (link != null && !this.frozen) {
			this.history.note(this + " says goodbye");
			this.link = null;
			this.history.group().disconnected(link, true);
		}
	}

	void leave() {
		Link link = this.link;
		if (link != null && !this.frozen && !link.leaving) {
			this.history.note(this + " leaves");
			link.leaving = true;
			this.history.group().leave(link, () -> {
				assertThat(link.received).as("what a member that has left has not acknowledged").isEmpty();
				this.history.note(this + " has left");
				link.closed = true;
			});
		}
	}

	void freezeOrThaw() {
		this.history.note(this + (this.frozen ? " thaws" : " freezes"));
		this.frozen = !this.frozen;
	}

	void thaw() {
		this.frozen = false;
	}

	void ping() {
		Link link = this.link;
		if (link != null && !this.frozen) {
			link.heard = this.history.now();
		}
	}

	void acknowledge(RandomGenerator random) {
		Link link = this.link;
		if (link == null || this.frozen || link.received.isEmpty()) {
			return;
		}
		List<Integer> slots = new ArrayList<>(link.received.keySet());
		int slot = slots.get(random.nextInt(slots.size()));
		acknowledge(link, slot, 1 + random.nextInt(link.received(slot).size()));
	}

	/**
	 * Acknowledge everything there is.
	 * @return whether there was something
	 */
	boolean acknowledgeAll() {
		Link link = this.link;
		boolean any = false;
		while (link != null && !link.received.isEmpty()) {
			int slot = link.received.keySet().iterator().next();
			acknowledge(link, slot, link.received(slot).size());
			any = true;
		}
		return any;
	}

	private void acknowledge(Link link, int slot, int count) {
		Deque<Received> received = link.received(slot);
		long offset = -1;
		for (int i = 0; i < count; i++) {
			Received next = received.remove();
			this.history.acknowledged(next.event);
			offset = next.offset;
		}
		if (received.isEmpty()) {
			link.received.remove(slot);
		}
		this.history.note(this + " acknowledges " + slot + ":" + offset);
		assertThat(this.history.group().acknowledge(link, Map.of(slot, offset))).isNull();
	}

	int unacknowledged() {
		Link link = this.link;
		return (link != null) ? link.received.values().stream().mapToInt(Deque::size).sum() : 0;
	}

	boolean holds(int slot) {
		Link link = this.link;
		return link != null && link.received.containsKey(slot);
	}

	boolean takesSlots() {
		Link link = this.link;
		return link != null && !link.leaving && !link.closed;
	}

	long lastSeen(String socket) {
		Link link = this.link;
		return (link != null) ? link.seen.getOrDefault(socket, 0L) : 0;
	}

	void saw(String socket, long number) {
		Link link = this.link;
		if (link != null) {
			link.seen.put(socket, number);
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

	private static final class Received {

		private final long offset;

		private final byte[] event;

		Received(long offset, byte[] event) {
			this.offset = offset;
			this.event = event;
		}

	}

	/**
	 * One connection.
	 */
	private final class Link implements MemberLink {

		private final Map<Integer, Deque<Received>> received = new TreeMap<>();

		private final Map<String, Long> seen = new HashMap<>();

		private final Map<Integer, Long> offsets = new HashMap<>();

		private long heard = FakeBackend.this.history.now();

		private boolean leaving;

		private boolean closed;

		private Deque<Received> received(int slot) {
			return this.received.computeIfAbsent(slot, (added) -> new ArrayDeque<>());
		}

		@Override
		public void deliver(int slot, long offset, boolean redelivered, byte[] event) {
			FakeBackend backend = FakeBackend.this;
			backend.history.note(backend + " is sent " + slot + ":" + offset + (redelivered ? " again" : ""));
			assertThat(backend.link).as("the open connection of %s", backend).isSameAs(this);
			assertThat(this.closed).isFalse();
			assertThat(offset).isGreaterThan(this.offsets.getOrDefault(slot, -1L));
			this.offsets.put(slot, offset);
			backend.history.delivered(backend, slot, redelivered, event);
			received(slot).add(new Received(offset, event));
		}

		@Override
		public long lastHeard() {
			return this.heard;
		}

		@Override
		public void close(CloseCode code) {
			FakeBackend.this.history.note(FakeBackend.this + " is closed: " + code);
			this.closed = true;
			if (FakeBackend.this.link == this) {
				FakeBackend.this.link = null;
			}
		}

	}

}
