/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What goes through the connections of one kind, of one application, on one loop. All but
 * what reads is to be called on that loop. Connections share it, so that counting costs
 * none of them any memory.
 */
public final class Traffic {

	private final AppTally app;

	private final Tally<TrafficCount> counts = new Tally<>(TrafficCount.class);

	private final Tally<CloseClass> closed = new Tally<>(CloseClass.class);

	private final Tally<Refusal> refused = new Tally<>(Refusal.class);

	// Of most connections nothing waits, and those are not in it.
	private final Set<Backlog> slow = ConcurrentHashMap.newKeySet();

	Traffic(AppTally app) {
		this.app = app;
	}

	/**
	 * What else happens in the application on this loop.
	 * @return the numbers
	 */
	public AppTally app() {
		return this.app;
	}

	/**
	 * A connection has opened.
	 */
	public void opened() {
		this.counts.add(TrafficCount.OPENED);
	}

	/**
	 * A connection that had opened takes no more messages.
	 * @param why how it ended
	 */
	public void closed(CloseClass why) {
		this.closed.add(why);
	}

	/**
	 * A client was refused.
	 * @param why why
	 */
	public void refused(Refusal why) {
		this.refused.add(why);
	}

	/**
	 * A connection is closed since it reads too slowly.
	 */
	public void evicted() {
		this.counts.add(TrafficCount.EVICTED);
	}

	/**
	 * A message has come in.
	 * @param bytes the size of its text
	 */
	public void received(int bytes) {
		this.counts.add(TrafficCount.MESSAGES_RECEIVED);
		this.counts.add(TrafficCount.BYTES_RECEIVED, bytes);
	}

	/**
	 * A message was sent.
	 * @param bytes the size of its text
	 */
	public void sent(int bytes) {
		this.counts.add(TrafficCount.MESSAGES_SENT);
		this.counts.add(TrafficCount.BYTES_SENT, bytes);
	}

	/**
	 * More than a little waits for a client to read it.
	 * @param connection the client's connection
	 */
	public void fellBehind(Backlog connection) {
		this.slow.add(connection);
	}

	/**
	 * No more than a little waits for a client, or it has gone.
	 * @param connection the client's connection, which need not have fallen behind
	 */
	public void caughtUp(Backlog connection) {
		if (!this.slow.isEmpty()) {
			this.slow.remove(connection);
		}
	}

	/**
	 * How many connections are open. May be called on any thread.
	 * @return the number
	 */
	public long open() {
		// in this order, so that it is not less than none
		long gone = 0;
		for (CloseClass why : CloseClass.values()) {
			gone += this.closed.get(why);
		}
		return Math.max(0, this.counts.get(TrafficCount.OPENED) - gone);
	}

	/**
	 * How many connections have ended in a way. May be called on any thread.
	 * @param why the way
	 * @return the number
	 */
	public long countOf(CloseClass why) {
		return this.closed.get(why);
	}

	/**
	 * How many clients were refused for a reason. May be called on any thread.
	 * @param why the reason
	 * @return the number
	 */
	public long countOf(Refusal why) {
		return this.refused.get(why);
	}

	/**
	 * How often something has happened. May be called on any thread.
	 * @param what what has happened
	 * @return the number
	 */
	public long countOf(TrafficCount what) {
		return this.counts.get(what);
	}

	/**
	 * How many connections have fallen behind. May be called on any thread.
	 * @return the number
	 */
	public long slow() {
		return this.slow.size();
	}

	/**
	 * How much waits for those who have fallen behind. May be called on any thread.
	 * @return the number of bytes
	 */
	public long waitingBytes() {
		long bytes = 0;
		for (Backlog connection : this.slow) {
			bytes += connection.waitingBytes();
		}
		return bytes;
	}

}
