/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Publishes to subscribers: with {@code rate} so many messages a second on a timetable,
 * otherwise as many as the server takes with {@code window} of them outstanding. All of
 * it happens on the event loop.
 */
final class FanOut implements Traffic {

	private static final long SILENCE = TimeUnit.SECONDS.toNanos(2);

	private final Network network;

	private final Fleet fleet;

	private final Settings settings;

	private final int channels;

	private final int size;

	private final long interval;

	private final int window;

	private final int perMessage;

	private final List<HttpPublisher> publishers = new ArrayList<>();

	private final Deque<HttpPublisher> idle = new ArrayDeque<>();

	private final List<Client> senders = new ArrayList<>();

	private Latency latency = new Latency();

	// which start it was, so that what was scheduled before does not go on
	private int turn;

	private boolean running;

	private boolean recording;

	private long due;

	private long published;

	private long expected;

	private long delivered;

	private long missing;

	private long seen;

	private long lastChange;

	private long recordedMessages;

	private long recordedDeliveries;

	FanOut(Network network, Fleet fleet, Settings settings, int live) {
		this.network = network;
		this.fleet = fleet;
		this.settings = settings;
		this.channels = Math.max(1, settings.integer("channels", 1));
		this.size = settings.integer("size", 128);
		double rate = settings.number("rate", 0);
		this.interval = (rate > 0) ? (long) (1e9 / rate) : 0;
		this.window = settings.integer("window", 1);
		this.perMessage = Math.max(1, live / this.channels);
	}

	/**
	 * Connect the publishers: over HTTP, or over sockets of the fleet with
	 * {@code publish=ws}.
	 * @throws InterruptedException if this thread is interrupted
	 */
	void connect() throws InterruptedException {
		int count = (this.interval > 0) ? 4 : this.window;
		if (this.settings.text("publish", "http").equals("ws")) {
			int before = this.fleet.clients().size();
			this.fleet.open(count);
			this.senders.addAll(this.fleet.clients().subList(before, before + count));
			return;
		}
		this.network.call(() -> {
			for (int i = 0; i < count; i++) {
				HttpPublisher publisher = new HttpPublisher(this.network, this.settings, this::idle);
				this.publishers.add(publisher);
				publisher.connect();
			}
			return null;
		});
		while (this.network.call(this.idle::size) < count) {
			TimeUnit.MILLISECONDS.sleep(5);
		}
	}

	private void idle(HttpPublisher publisher) {
		this.idle.add(publisher);
		pump();
	}

	/**
	 * Begin, with nothing counted yet.
	 */
	void start() {
		this.running = true;
		this.turn++;
		this.latency = new Latency();
		this.published = 0;
		this.expected = 0;
		this.delivered = 0;
		this.missing = 0;
		this.seen = 0;
		this.recordedMessages = 0;
		this.recordedDeliveries = 0;
		this.lastChange = System.nanoTime();
		if (this.interval > 0) {
			this.due = System.nanoTime() + this.interval;
			keepTimetable(this.turn);
		}
		else {
			pump();
			watch(this.turn);
		}
	}

	void record() {
		this.recording = true;
	}

	void stop() {
		this.running = false;
		this.recording = false;
	}

	private void keepTimetable(int turn) {
		if (!this.running || turn != this.turn) {
			return;
		}
		long now = System.nanoTime();
		while (this.due <= now && publish(this.due)) {
			this.due += this.interval;
		}
		long wait = Math.max(this.due - System.nanoTime(), 100_000);
		this.network.loop().schedule(() -> keepTimetable(turn), wait, TimeUnit.NANOSECONDS);
	}

	private void pump() {
		while (this.running && this.interval == 0
				&& this.delivered + this.missing + (long) this.perMessage * this.window > this.expected
				&& publish(System.nanoTime())) {
			// until enough are outstanding
		}
	}

	// What has not come after two silent seconds does not come.
	private void watch(int turn) {
		if (!this.running || turn != this.turn) {
			return;
		}
		long now = System.nanoTime();
		if (this.delivered != this.seen) {
			this.seen = this.delivered;
			this.lastChange = now;
		}
		else if (now - this.lastChange > SILENCE) {
			this.missing = this.expected - this.delivered;
			this.lastChange = now;
			pump();
		}
		this.network.loop().schedule(() -> watch(turn), 100, TimeUnit.MILLISECONDS);
	}

	private boolean publish(long due) {
		String channel = (this.channels == 1) ? "bench" : "bench-" + this.published % this.channels;
		if (!this.senders.isEmpty()) {
			Client sender = this.senders.get((int) (this.published % this.senders.size()));
			sender.send(this.fleet.dialect().message(channel, Mark.text(due, this.size)));
		}
		else {
			HttpPublisher publisher = this.idle.poll();
			if (publisher == null) {
				return false;
			}
			publisher.publish(channel, Mark.text(due, this.size));
		}
		this.published++;
		this.expected += this.perMessage;
		if (this.recording) {
			this.recordedMessages++;
		}
		return true;
	}

	@Override
	public void delivered(Client client, long due) {
		if (!this.senders.isEmpty() && this.senders.contains(client)) {
			return;
		}
		this.delivered++;
		if (this.recording) {
			this.recordedDeliveries++;
			this.latency.add(System.nanoTime() - due);
		}
		pump();
	}

	long published() {
		return this.published;
	}

	boolean isComplete() {
		return this.delivered + this.missing >= this.expected;
	}

	/**
	 * What to tell of it.
	 * @return {@code messages}, {@code published}, {@code missing}, {@code delivered}
	 * outside of the window, too, {@code errors}, and the latencies
	 */
	Settings figures() {
		return Settings.NONE.with("messages", this.recordedDeliveries)
			.with("published", this.recordedMessages)
			.with("missing", this.expected - this.delivered)
			.with("delivered", this.delivered)
			.with("errors", this.publishers.stream().mapToInt(HttpPublisher::errors).sum())
			.with(this.latency.figures());
	}

	void close() {
		this.running = false;
		this.publishers.forEach(HttpPublisher::close);
	}

}
