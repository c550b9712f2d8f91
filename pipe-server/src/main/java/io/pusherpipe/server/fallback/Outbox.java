/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fallback;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to the client of one session. Belongs to the session's loop.
 */
final class Outbox {

	private final Queue<byte[]> messages = new ArrayDeque<>(0);

	private int messageBytes;

	private boolean greeted;

	private boolean heartbeatDue;

	private @Nullable Closing closing;

	void add(byte[] message) {
		this.messages.add(message);
		this.messageBytes += message.length;
	}

	void addHeartbeat() {
		this.heartbeatDue = true;
	}

	void addClose(int code, String reason) {
		this.closing = new Closing(code, reason);
	}

	void clear() {
		this.messages.clear();
		this.messageBytes = 0;
	}

	int messageBytes() {
		return this.messageBytes;
	}

	boolean isEmpty() {
		return this.greeted && this.messages.isEmpty() && !this.heartbeatDue && this.closing == null;
	}

	/**
	 * Take what can go at once.
	 * @param room for how many more UTF-16 units there is room, which the last message
	 * may exceed
	 * @return the lines
	 */
	Batch take(int room) {
		Lines lines = new Lines();
		if (!this.greeted) {
			this.greeted = true;
			lines.open();
		}
		for (byte[] next = this.messages.peek(); next != null; next = this.messages.peek()) {
			this.messages.remove();
			this.messageBytes -= next.length;
			lines.message(next);
			if (lines.size() >= room) {
				break;
			}
		}
		if (this.heartbeatDue) {
			this.heartbeatDue = false;
			lines.heartbeat();
		}
		boolean last = this.closing != null && this.messages.isEmpty();
		if (this.closing != null && last) {
			lines.close(this.closing.code(), this.closing.reason());
			this.closing = null;
		}
		return new Batch(lines.take(), last);
	}

	/**
	 * Lines that go out together.
	 */
	static final class Batch {

		private final byte[] lines;

		private final boolean last;

		Batch(byte[] lines, boolean last) {
			this.lines = lines;
			this.last = last;
		}

		byte[] lines() {
			return this.lines;
		}

		// Whether they close the session.
		boolean isLast() {
			return this.last;
		}

	}

	private record Closing(int code, String reason) {

	}

}
