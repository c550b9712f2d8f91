/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeFilter;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.tally.GroupCount;
import io.pusherpipe.server.tally.Tally;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One history of a group: sockets send, backends come, go, crash, freeze and are slow. It
 * knows what has been sent and acknowledged, and so what may be delivered.
 */
final class GroupHistory {

	static final int CREDIT = 7;

	private static final int SOCKETS = 12;

	private static final int BACKENDS = 4;

	private static final Duration MEMBER_TIMEOUT = Duration.ofSeconds(3);

	private final RandomGenerator random;

	private final List<String> story = new ArrayList<>();

	private final List<FakeBackend> backends = new ArrayList<>();

	private final List<Sent> sockets = new ArrayList<>();

	private final LateLog log;

	private final Group group;

	private long now;

	private long lost;

	private long acknowledged;

	GroupHistory(RandomGenerator random, int maxEvents) {
		this.random = random;
		GroupOptions options = GroupOptions.DEFAULTS.withMaxEvents(maxEvents)
			.withMaxAge(Duration.ofHours(1))
			.withMemberTimeout(MEMBER_TIMEOUT);
		LateLog[] log = new LateLog[1];
		Tally<GroupCount> counts = new Tally<>(GroupCount.class);
		this.group = new Group("orders", PipeShard.SOCKET, options, Long.MAX_VALUE, (listener) -> {
			log[0] = new LateLog(new MemoryLog(Group.SLOTS, options, listener, () -> this.now, counts));
			return log[0];
		}, () -> this.now, counts, () -> {
		});
		this.log = log[0];
		for (int i = 0; i < SOCKETS; i++) {
			this.sockets.add(new Sent());
		}
		for (int i = 0; i < BACKENDS; i++) {
			this.backends.add(new FakeBackend(this, "member-" + i));
		}
	}

	long sent() {
		return this.sockets.stream().mapToLong((socket) -> socket.sent).sum();
	}

	Group group() {
		return this.group;
	}

	long now() {
		return this.now;
	}

	void note(String what) {
		this.story.add(what);
	}

	void step() {
		FakeBackend backend = this.backends.get(this.random.nextInt(BACKENDS));
		switch (this.random.nextInt(20)) {
			case 0 -> backend.connect();
			case 1 -> backend.crash();
			case 2 -> backend.leave();
			case 3 -> backend.freezeOrThaw();
			case 4 -> backend.goodbye();
			case 5, 6 -> pass(Duration.ofMillis(this.random.nextInt(1200)));
			case 7, 8, 9, 10, 11 -> backend.acknowledge(this.random);
			case 12, 13, 14 -> this.log.answer();
			default -> send(this.random.nextInt(SOCKETS));
		}
		check();
	}

	private void pass(Duration time) {
		note("pass " + time.toMillis());
		this.now += time.toNanos();
		this.backends.forEach(FakeBackend::ping);
		this.group.tick();
	}

	private void send(int socket) {
		Sent sent = this.sockets.get(socket);
		long number = ++sent.sent;
		note("socket " + socket + " sends " + number);
		PipeNotification message = new PipeNotification.SocketMessage("1." + socket, "n",
				RawJson.of(Long.toString(number)), null);
		this.group.append(slot(socket), message, Pipe10Codec.event(message));
	}

	private static int slot(int socket) {
		// Some share a slot.
		return (socket * 31) % (Group.SLOTS / 2) / 3;
	}

	/**
	 * Everybody recovers, and all that was sent must have arrived.
	 */
	void finish() {
		note("finish");
		this.backends.forEach(FakeBackend::thaw);
		this.backends.get(0).connect();
		for (int i = 0; i < 5; i++) {
			this.now += MEMBER_TIMEOUT.toNanos() / 3;
			this.backends.forEach(FakeBackend::ping);
			this.group.tick();
		}
		boolean moved = true;
		while (moved) {
			moved = false;
			while (this.log.answer()) {
				moved = true;
			}
			for (FakeBackend backend : this.backends) {
				moved |= backend.acknowledgeAll();
			}
			check();
		}
		assertThat(this.acknowledged + this.lost).as("acknowledged and told to be lost").isEqualTo(sent());
		assertThat(this.group.unacknowledged()).isZero();
	}

	void delivered(FakeBackend backend, int slot, boolean redelivered, byte[] event) {
		PipeNotification notification = read(slot, redelivered, event);
		if (notification instanceof PipeNotification.SocketMessage message) {
			Sent socket = sent(message);
			long number = number(message);
			assertThat(number).as("an acknowledged event is not delivered").isGreaterThan(socket.acknowledged);
			assertThat(number).as("what is in order on one connection")
				.isGreaterThan(backend.lastSeen(message.socketId()));
			if (!redelivered) {
				assertThat(number).as("what is new has not been delivered").isGreaterThan(socket.delivered);
			}
			socket.delivered = Math.max(socket.delivered, number);
			backend.saw(message.socketId(), number);
		}
		for (FakeBackend other : this.backends) {
			if (other != backend) {
				assertThat(other.holds(slot)).as("%s holds slot %d, and %s is sent of it", other, slot, backend)
					.isFalse();
			}
		}
	}

	void acknowledged(byte[] event) {
		PipeNotification notification = read(0, false, event);
		if (notification instanceof PipeNotification.SocketMessage message) {
			Sent socket = sent(message);
			long number = number(message);
			assertThat(number).as("acknowledged in order").isGreaterThan(socket.acknowledged);
			socket.acknowledged = number;
			this.acknowledged++;
		}
		else if (notification instanceof PipeNotification.Gap gap) {
			this.lost += gap.events();
		}
	}

	private static PipeNotification read(int slot, boolean redelivered, byte[] event) {
		PipeMessage message = Pipe10Codec.INSTANCE.decodeFromEdge(Pipe10Codec.delivery(slot, 0, redelivered, event))
			.get(0);
		return ((PipeNotification.Delivered) message).notification();
	}

	private Sent sent(PipeNotification.SocketMessage message) {
		return this.sockets.get(Integer.parseInt(message.socketId().substring(2)));
	}

	private static long number(PipeNotification.SocketMessage message) {
		RawJson data = message.data();
		assertThat(data).isNotNull();
		return Long.parseLong(new String(data.toByteArray(), StandardCharsets.UTF_8));
	}

	private void check() {
		this.backends.forEach((backend) -> assertThat(backend.unacknowledged()).isLessThanOrEqualTo(CREDIT));
		boolean anybody = this.backends.stream().anyMatch(FakeBackend::takesSlots);
		if (anybody) {
			for (int slot = 0; slot < Group.SLOTS; slot++) {
				assertThat(this.group.owner(slot)).as("owner of slot %d", slot).isNotNull();
			}
		}
	}

	static PipeSubscription subscription(@Nullable String member) {
		return new PipeSubscription("orders", member, List.of("socket_message"), PipeShard.SOCKET, CREDIT,
				PipeFilter.EVERYTHING, List.of());
	}

	@Override
	public String toString() {
		int from = Math.max(0, this.story.size() - 60);
		return String.join("\n", this.story.subList(from, this.story.size()));
	}

	/**
	 * What is known of a socket.
	 */
	private static final class Sent {

		private long sent;

		private long delivered;

		private long acknowledged;

	}

}
