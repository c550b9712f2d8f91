/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.server.group.MemberLink;
import io.pusherpipe.server.net.Connection;

/**
 * Takes what a backend is told to its connection, from another loop perhaps: deliveries
 * of its group, and replies. What gathers in a turn of the connection's loop goes in one
 * frame.
 */
final class PipeLink implements MemberLink {

	// Enough to make a frame's own cost small, and not so much that a reader waits for
	// it.
	private static final int MAX_BATCH_BYTES = 64 * 1024;

	private final Connection connection;

	private final Decider session;

	private final Queue<byte[]> messages = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private volatile long lastHeard;

	PipeLink(Connection connection, Decider session) {
		this.connection = connection;
		this.session = session;
		heard();
	}

	Decider session() {
		return this.session;
	}

	/**
	 * Note that something has come in. To be called on the connection's loop.
	 */
	void heard() {
		this.lastHeard = this.connection.loop().nanoTime();
	}

	@Override
	public long lastHeard() {
		return this.lastHeard;
	}

	@Override
	public void deliver(int slot, long offset, boolean redelivered, byte[] event) {
		send(Pipe10Codec.delivery(slot, offset, redelivered, event));
	}

	/**
	 * Send a message after what has been sent. May be called on any loop.
	 * @param message the message
	 */
	void send(PipeMessage message) {
		send(Pipe10Codec.INSTANCE.encode(message));
	}

	private void send(byte[] message) {
		this.messages.add(message);
		if (this.scheduled.compareAndSet(false, true)) {
			this.connection.loop().executeLater(this::flush);
		}
	}

	/**
	 * Hand the connection what has gathered. To be called on its loop.
	 */
	void flush() {
		this.scheduled.set(false);
		List<byte[]> batch = new ArrayList<>();
		int size = 0;
		for (byte[] next = this.messages.poll(); next != null; next = this.messages.poll()) {
			if (size > 0 && size + next.length > MAX_BATCH_BYTES) {
				this.connection.send(Pipe10Codec.batch(batch));
				batch.clear();
				size = 0;
			}
			batch.add(next);
			size += next.length;
		}
		if (!batch.isEmpty()) {
			this.connection.send(Pipe10Codec.batch(batch));
		}
	}

	@Override
	public void close(CloseCode code) {
		this.connection.loop().executeLater(() -> this.connection.close(code));
	}

}
