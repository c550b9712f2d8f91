/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sockets that send something and are sent an answer: with {@code rate} so many in a
 * second, all sockets in turn, otherwise each as soon as its last one is answered.
 *
 * <p>
 * {@code echo=event} sends an event of the back channel, which a backend answers with
 * what it got, and {@code echo=client} a client event of the socket's own channel.
 * {@code echo=ping} sends {@code pusher:ping}, as large, which the edge answers itself:
 * that is what it costs to take a message of a socket, look into it and answer on the
 * same socket, with nothing behind.
 */
final class Echo implements Traffic {

	private final Network network;

	private final List<Client> clients;

	private final boolean ping;

	private final boolean clientEvent;

	private final int size;

	private final long interval;

	private final Latency latency = new Latency();

	private boolean running;

	private boolean recording;

	private long due;

	private long sent;

	private long answered;

	private int next;

	Echo(Network network, List<Client> clients, Settings settings) {
		this.network = network;
		this.clients = clients;
		this.ping = settings.text("echo", "ping").equals("ping");
		this.clientEvent = settings.text("echo", "ping").equals("client");
		this.size = settings.integer("size", 128);
		double rate = settings.number("rate", 0);
		this.interval = (rate > 0) ? (long) (1e9 / rate) : 0;
	}

	void start() {
		this.running = true;
		if (this.interval > 0) {
			this.due = System.nanoTime() + this.interval;
			keepTimetable();
		}
		else {
			this.clients.forEach((client) -> send(client, System.nanoTime()));
		}
	}

	void record() {
		this.recording = true;
	}

	void stop() {
		this.running = false;
	}

	boolean isComplete() {
		return this.answered >= this.sent;
	}

	private void keepTimetable() {
		if (!this.running) {
			return;
		}
		long now = System.nanoTime();
		while (this.due <= now) {
			Client client = this.clients.get(this.next);
			this.next = (this.next + 1) % this.clients.size();
			send(client, this.due);
			this.due += this.interval;
		}
		long wait = Math.max(this.due - System.nanoTime(), 100_000);
		this.network.loop().schedule(this::keepTimetable, wait, TimeUnit.NANOSECONDS);
	}

	private void send(Client client, long due) {
		if (!client.isReady()) {
			return;
		}
		this.sent++;
		String payload = Mark.text(due, this.size);
		if (this.ping) {
			client.due(due);
			client.send("{\"event\":\"pusher:ping\",\"data\":\"" + payload + "\"}");
		}
		else if (this.clientEvent) {
			client.send("{\"event\":\"client-echo\",\"channel\":\"" + client.channels()[0] + "\",\"data\":\"" + payload
					+ "\"}");
		}
		else {
			client.send("{\"event\":\"echo\",\"data\":\"" + payload + "\"}");
		}
	}

	@Override
	public void delivered(Client client, long due) {
		this.answered++;
		if (this.recording) {
			this.latency.add(System.nanoTime() - due);
		}
		if (this.running && this.interval == 0) {
			send(client, System.nanoTime());
		}
	}

	@Override
	public boolean answered(Client client, String text) {
		if (this.ping && text.contains("pusher:pong")) {
			delivered(client, client.due());
			return true;
		}
		return false;
	}

	/**
	 * The window is over; what is still on its way does not count for it.
	 * @return {@code messages} and the latencies
	 */
	Settings endRecording() {
		this.recording = false;
		return Settings.NONE.with("messages", this.latency.count()).with(this.latency.figures());
	}

	long missing() {
		return this.sent - this.answered;
	}

}
