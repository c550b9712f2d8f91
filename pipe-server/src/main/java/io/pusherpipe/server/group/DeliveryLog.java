/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.List;

/**
 * Keeps what a group is to be told until it is acknowledged: one queue per slot, each
 * with a cursor between what has been handed out and what waits.
 * <p>
 * All methods are called on the group's thread, and answers come on it, at once or later:
 * a log may be on another machine, and other nodes may append to it and acknowledge. So
 * nothing tells how much there is, and whoever reads is told afterwards that there may be
 * more.
 */
interface DeliveryLog extends AutoCloseable {

	/**
	 * Append an event to a slot. Events that are appended one after the other stay in
	 * this order.
	 * @param slot the slot
	 * @param event the encoded event
	 */
	void append(int slot, byte[] event);

	/**
	 * Take what waits in a slot, the cursor moving behind it. At most one call per slot
	 * may be without its answer.
	 * @param slot the slot
	 * @param max how many entries to take at most
	 * @param reader is given them, in their order; fewer than {@code max} if there are no
	 * more for now
	 */
	void take(int slot, int max, Reader reader);

	/**
	 * Forget what has been taken from a slot, up to an offset.
	 * @param slot the slot
	 * @param offset the offset
	 */
	void acknowledge(int slot, long offset);

	/**
	 * Let what has been taken from a slot and not acknowledged wait again.
	 * @param slot the slot
	 */
	void rewind(int slot);

	/**
	 * Drop what has waited for too long.
	 */
	void expire();

	/**
	 * How many events the log holds, those that have been taken among them.
	 * @return the number, which may be a little old
	 */
	long size();

	/**
	 * How much memory the events take.
	 * @return the number of bytes, which may be a little old
	 */
	long bytes();

	/**
	 * How long ago the oldest entry was appended that the log holds.
	 * @return the time in nanoseconds, which may be a little old; 0 if it holds none
	 */
	long age();

	/**
	 * Whether what sockets send should be rejected, since the log could not keep it.
	 * @return {@code true} while it is full
	 */
	boolean isFull();

	/**
	 * Forget everything.
	 */
	@Override
	void close();

	/**
	 * Takes entries.
	 */
	interface Reader {

		/**
		 * There are entries.
		 * @param entries the entries, in their order
		 */
		void read(List<Entry> entries);

	}

	/**
	 * Is told that a slot has something, by whichever node it was appended.
	 */
	interface Listener {

		/**
		 * Something may wait in a slot.
		 * @param slot the slot
		 */
		void appended(int slot);

	}

	/**
	 * What is to be told.
	 */
	final class Entry {

		private final long offset;

		private final boolean redelivered;

		private final byte[] event;

		Entry(long offset, boolean redelivered, byte[] event) {
			this.offset = offset;
			this.redelivered = redelivered;
			this.event = event;
		}

		/**
		 * Where in the slot it is.
		 * @return the offset
		 */
		long offset() {
			return this.offset;
		}

		/**
		 * Whether it has been taken before.
		 * @return {@code true} if it has
		 */
		boolean redelivered() {
			return this.redelivered;
		}

		/**
		 * The encoded event.
		 * @return the event, not to be changed
		 */
		byte[] event() {
			return this.event;
		}

	}

}
