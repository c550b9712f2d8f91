/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The requests that wait to be sent, in the order in which they were made. Any thread
 * brings them; the one connection that there is at a time {@linkplain #attach takes}
 * them. It outlives connections, and knows what to do while there is none. What has been
 * sent counts against its capacity until it is {@linkplain #settled settled}.
 */
final class Outbound {

	private final WhenDisconnected whenDisconnected;

	private final int capacity;

	// Guards what follows; callers are told, and the connection writes, outside of it.
	private final Object lock = new Object();

	private final Set<PendingRequest> waiting = new LinkedHashSet<>();

	private long bytes;

	private Phase phase = Phase.CLOSED;

	private String reason = "connect() has not been called";

	private @Nullable Throwable cause;

	private @Nullable PullFlux<PendingRequest> connection;

	// A connection that is no more must not take what is meant for the next one.
	private @Nullable Object ticket;

	Outbound(WhenDisconnected whenDisconnected, int capacity) {
		this.whenDisconnected = whenDisconnected;
		this.capacity = capacity;
	}

	/**
	 * Bring a request.
	 * @param request the request; told at once if it cannot be sent
	 */
	void send(PendingRequest request) {
		Consumer<PendingRequest> refusal;
		PullFlux<PendingRequest> connection;
		synchronized (this.lock) {
			refusal = refusal(request);
			if (refusal == null) {
				this.waiting.add(request);
				this.bytes += size(request);
			}
			connection = this.connection;
		}
		if (refusal != null) {
			refusal.accept(request);
		}
		else if (connection != null) {
			connection.signal();
		}
	}

	/**
	 * Note that one of the requests that were sent awaits its reply no more.
	 */
	void settled() {
		synchronized (this.lock) {
			this.bytes -= PendingRequest.OVERHEAD;
		}
	}

	/**
	 * Take a request back, if it still waits.
	 * @param request the request
	 */
	void remove(PendingRequest request) {
		synchronized (this.lock) {
			if (this.waiting.remove(request)) {
				this.bytes -= size(request);
			}
		}
	}

	/**
	 * Let a connection take the requests from now on.
	 * @return the requests; completes after {@link #finish}
	 */
	Flux<PendingRequest> attach() {
		Object ticket = new Object();
		PullFlux<PendingRequest> connection = new PullFlux<>(() -> next(ticket), () -> {
		});
		synchronized (this.lock) {
			this.connection = connection;
			this.ticket = ticket;
			this.phase = Phase.OPEN;
		}
		return connection;
	}

	/**
	 * Accept no more requests, but let the connection take those that wait.
	 * @param reason why there will be no connection
	 */
	void finish(String reason) {
		PullFlux<PendingRequest> connection;
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
			this.ticket = null;
			this.phase = phase;
			this.reason = reason;
			this.cause = cause;
			if (failAll) {
				failed.addAll(this.waiting);
				this.waiting.clear();
				failed.forEach((request) -> this.bytes -= size(request));
			}
		}
		failed.forEach((request) -> request.notConnected(reason, cause));
	}

	private @Nullable PendingRequest next(Object ticket) {
		synchronized (this.lock) {
			Iterator<PendingRequest> first = this.waiting.iterator();
			if (ticket != this.ticket || !first.hasNext()) {
				return null;
			}
			PendingRequest next = first.next();
			first.remove();
			this.bytes -= next.messageSize();
			return next;
		}
	}

	private @Nullable Consumer<PendingRequest> refusal(PendingRequest request) {
		if (this.phase == Phase.CLOSED
				|| (this.phase == Phase.INTERRUPTED && this.whenDisconnected == WhenDisconnected.FAIL)) {
			String reason = this.reason;
			Throwable cause = this.cause;
			return (refused) -> refused.notConnected(reason, cause);
		}
		if (this.bytes + size(request) > this.capacity) {
			String limit = "the outbound buffer is full, " + this.bytes
					+ " bytes wait to be sent or replied to and outboundBuffer allows " + this.capacity;
			return (refused) -> refused.exceeds(limit, "outboundBuffer");
		}
		return null;
	}

	private static int size(PendingRequest request) {
		return request.messageSize() + PendingRequest.OVERHEAD;
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
