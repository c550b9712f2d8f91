/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The requests that wait to be sent, in the order in which they were made. Any thread
 * brings them; the one connection that there is at a time {@linkplain #attach takes}
 * them. It outlives connections, and knows what to do while there is none. What has been
 * sent counts against its capacity until it is {@linkplain #settled settled}, and comes
 * back if its reply {@linkplain #unanswered does not}.
 */
final class Outbound {

	private final WhenDisconnected whenDisconnected;

	private final int capacity;

	// Guards what follows; callers are told, and the connection writes, outside of it.
	private final Object lock = new Object();

	// In the order of their sequence, in which they were made.
	private final LinkedHashSet<PendingRequest> waiting = new LinkedHashSet<>();

	private long sequence;

	private long bytes;

	private Phase phase = Phase.CLOSED;

	private String reason = "connect() has not been called";

	private @Nullable Throwable cause;

	private @Nullable Line connection;

	/**
	 * Create an outbound buffer.
	 * @param whenDisconnected what to do while there is no connection
	 * @param capacity how much may wait, in bytes
	 * @param sequence what the first request's number follows
	 */
	Outbound(WhenDisconnected whenDisconnected, int capacity, long sequence) {
		this.whenDisconnected = whenDisconnected;
		this.capacity = capacity;
		this.sequence = sequence;
	}

	/**
	 * Bring a request.
	 * @param request the request; told at once if it cannot be sent
	 */
	void send(PendingRequest request) {
		List<PendingRequest> dropped = new ArrayList<>();
		Consumer<PendingRequest> refusal;
		Line connection;
		synchronized (this.lock) {
			if (this.whenDisconnected == WhenDisconnected.DROP_OLDEST && this.phase != Phase.CLOSED) {
				makeRoom(request, dropped);
			}
			refusal = refusal(request);
			if (refusal == null) {
				request.number(++this.sequence);
				this.waiting.add(request);
				this.bytes += request.size();
			}
			connection = this.connection;
		}
		dropped.forEach((oldest) -> oldest.exceeds("later ones have taken its place in the outbound buffer, of which "
				+ "outboundBuffer allows " + this.capacity + " bytes", "outboundBuffer"));
		if (refusal != null) {
			refusal.accept(request);
		}
		else if (connection != null) {
			connection.more();
		}
	}

	private void makeRoom(PendingRequest request, List<PendingRequest> dropped) {
		while (request.size() <= this.capacity && this.bytes + request.size() > this.capacity
				&& !this.waiting.isEmpty()) {
			PendingRequest oldest = poll();
			this.bytes -= oldest.size();
			dropped.add(oldest);
		}
	}

	/**
	 * Note that one of the requests that were sent awaits its reply no more.
	 * @param size what it counted with
	 */
	void settled(int size) {
		synchronized (this.lock) {
			this.bytes -= size;
		}
	}

	/**
	 * How much of the capacity is taken.
	 * @return the size in bytes
	 */
	long bytes() {
		synchronized (this.lock) {
			return this.bytes;
		}
	}

	/**
	 * Take requests back that were sent and will not be replied to: they are sent again,
	 * or fail.
	 * @param connection what sent them
	 * @param requests the requests
	 * @param reason why there is no reply
	 */
	void unanswered(Line connection, List<PendingRequest> requests, PipeConnectionException reason) {
		List<PendingRequest> failed = new ArrayList<>();
		List<PendingRequest> kept = new ArrayList<>();
		synchronized (this.lock) {
			// Another connection may have sent later ones, after which the edge takes
			// none
			// of these.
			boolean again = this.phase != Phase.CLOSED && (this.connection == null || this.connection == connection);
			for (PendingRequest request : requests) {
				if (again && keeps(request)) {
					kept.add(request);
				}
				else {
					failed.add(request);
				}
			}
			takeBack(kept);
		}
		failed.forEach((request) -> request.lost(reason));
	}

	// What comes back has its place before what was made later.
	private void takeBack(List<PendingRequest> requests) {
		if (!requests.isEmpty()) {
			requests.addAll(this.waiting);
			requests.sort(Comparator.comparingLong(PendingRequest::sequence));
			this.waiting.clear();
			this.waiting.addAll(requests);
		}
	}

	private boolean keeps(PendingRequest request) {
		return this.whenDisconnected != WhenDisconnected.FAIL && request.isRepeatable();
	}

	/**
	 * Take a request back, if it still waits.
	 * @param request the request
	 */
	void remove(PendingRequest request) {
		synchronized (this.lock) {
			if (this.waiting.remove(request)) {
				this.bytes -= request.size();
			}
		}
	}

	/**
	 * Let a connection take the requests from now on.
	 * @param connection told when there are more
	 * @param size how much of them the connection takes at once, in bytes; one, however
	 * large it is, if none has room
	 * @return gives the next requests, or none if there are none
	 */
	Supplier<List<PendingRequest>> attach(Line connection, int size) {
		synchronized (this.lock) {
			this.connection = connection;
			this.phase = Phase.OPEN;
		}
		return () -> next(connection, size);
	}

	/**
	 * Accept no more requests, but let the connection take those that wait.
	 * @param reason why there will be no connection
	 */
	void finish(String reason) {
		Line connection;
		synchronized (this.lock) {
			this.phase = Phase.CLOSED;
			this.reason = reason;
			this.cause = null;
			connection = this.connection;
		}
		if (connection != null) {
			connection.finish();
		}
	}

	/**
	 * There is no connection, but there will be.
	 * @param reason why there is none
	 * @param cause why there is none
	 */
	void interrupt(String reason, @Nullable Throwable cause) {
		detach(Phase.INTERRUPTED, reason, cause, this.whenDisconnected == WhenDisconnected.FAIL);
	}

	/**
	 * There is no connection, and there will be none.
	 * @param reason why there is none
	 * @param cause why there is none
	 */
	void close(String reason, @Nullable Throwable cause) {
		detach(Phase.CLOSED, reason, cause, true);
	}

	private void detach(Phase phase, String reason, @Nullable Throwable cause, boolean failAll) {
		List<PendingRequest> failed = new ArrayList<>();
		synchronized (this.lock) {
			this.connection = null;
			this.phase = phase;
			this.reason = reason;
			this.cause = cause;
			if (failAll) {
				failed.addAll(this.waiting);
				this.waiting.clear();
				failed.forEach((request) -> this.bytes -= request.size());
			}
		}
		failed.forEach((request) -> request.notConnected(reason, cause));
	}

	// A connection that is no more must not take what is meant for the next one.
	private List<PendingRequest> next(Line connection, int size) {
		synchronized (this.lock) {
			if (connection != this.connection || this.waiting.isEmpty()) {
				return List.of();
			}
			List<PendingRequest> next = new ArrayList<>();
			int room = size;
			do {
				PendingRequest request = poll();
				room -= request.messageSize();
				this.bytes -= request.sent(keeps(request));
				next.add(request);
			}
			while (!this.waiting.isEmpty() && this.waiting.iterator().next().messageSize() <= room);
			return next;
		}
	}

	private PendingRequest poll() {
		Iterator<PendingRequest> waiting = this.waiting.iterator();
		PendingRequest first = waiting.next();
		waiting.remove();
		return first;
	}

	private @Nullable Consumer<PendingRequest> refusal(PendingRequest request) {
		if (this.phase == Phase.CLOSED
				|| (this.phase == Phase.INTERRUPTED && this.whenDisconnected == WhenDisconnected.FAIL)) {
			String reason = this.reason;
			Throwable cause = this.cause;
			return (refused) -> refused.notConnected(reason, cause);
		}
		if (this.bytes + request.size() > this.capacity) {
			String limit = "the outbound buffer is full, " + this.bytes
					+ " bytes wait to be sent or replied to and outboundBuffer allows " + this.capacity;
			return (refused) -> refused.exceeds(limit, "outboundBuffer");
		}
		return null;
	}

	/**
	 * The connection that takes the requests.
	 */
	interface Line {

		/** There are more requests. */
		void more();

		/** There will be no more requests than there are. */
		void finish();

	}

	private enum Phase {

		/** A connection takes the requests. */
		OPEN,

		/** There will be a connection. */
		INTERRUPTED,

		/** There will be none. */
		CLOSED

	}

}
