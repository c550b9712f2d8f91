/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * What a handler of a member has written down, of a fixed size. Times are of the
 * machine's monotonic clock, which all of its processes share.
 *
 * @param kind what happened
 * @param redelivered whether the member was told that it comes again
 * @param number the event's number in its socket
 * @param sent when the browser sent it
 * @param handled when its handler began
 * @param socketId the socket
 */
record Entry(Kind kind, boolean redelivered, int number, long sent, long handled, String socketId) {

	/** How many bytes a record takes. */
	static final int SIZE = 48;

	void write(ByteBuffer out) {
		String[] id = this.socketId.isEmpty() ? new String[] { "0", "0" } : this.socketId.split("\\.", 2);
		out.putInt(this.kind.code)
			.putInt(this.redelivered ? 1 : 0)
			.putInt(this.number)
			.putInt(0)
			.putLong(this.sent)
			.putLong(this.handled)
			.putLong(Long.parseLong(id[0]))
			.putLong(Long.parseLong(id[1]));
	}

	static Entry read(ByteBuffer in) {
		Kind kind = Kind.of(in.getInt());
		boolean redelivered = in.getInt() == 1;
		int number = in.getInt();
		in.getInt();
		long sent = in.getLong();
		long handled = in.getLong();
		return new Entry(kind, redelivered, number, sent, handled, in.getLong() + "." + in.getLong());
	}

	@Override
	public String toString() {
		return this.socketId + " " + ((this.kind == Kind.EVENT) ? Objects.toString(this.number) : this.kind)
				+ (this.redelivered ? " again" : "");
	}

	/**
	 * What happened.
	 */
	enum Kind {

		/** The socket opened. */
		OPENED('o'),

		/** The socket sent an event. */
		EVENT('e'),

		/** The socket closed. */
		CLOSED('c'),

		/** The member has connected. */
		CONNECTED('p'),

		/** The member was told that events were lost. */
		GAP('g'),

		/** The member was told that the edge did not know the group. */
		FORGOTTEN('f');

		private final char code;

		Kind(char code) {
			this.code = code;
		}

		private static Kind of(int code) {
			for (Kind kind : values()) {
				if (kind.code == code) {
					return kind;
				}
			}
			throw new IllegalArgumentException("There is no kind " + code);
		}

	}

}
