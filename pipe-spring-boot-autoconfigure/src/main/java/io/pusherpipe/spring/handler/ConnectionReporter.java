/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.concurrent.CompletableFuture;

import io.pusherpipe.client.PipeException;
import io.pusherpipe.client.PipeGap;
import io.pusherpipe.client.PipeState;
import io.pusherpipe.spring.event.PipeConnectedEvent;
import io.pusherpipe.spring.event.PipeDisconnectedEvent;
import io.pusherpipe.spring.event.PipeGapEvent;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells the application what becomes of the connection, and holds back the events of a
 * new connection until the application has been told of it. Told of changes by one thread
 * at a time.
 */
final class ConnectionReporter {

	private static final CompletableFuture<Void> NONE = CompletableFuture.completedFuture(null);

	private final PipeDispatcher dispatcher;

	private final ApplicationEventPublisher publisher;

	// What holds back the deliveries of a connection that is being made.
	private volatile CompletableFuture<Void> gate;

	private boolean connected;

	/**
	 * Create a new reporter.
	 * @param dispatcher calls the handlers
	 * @param publisher publishes the application events
	 */
	ConnectionReporter(PipeDispatcher dispatcher, ApplicationEventPublisher publisher) {
		this.dispatcher = dispatcher;
		this.publisher = publisher;
		this.gate = dispatcher.hold();
	}

	/**
	 * The connection has changed.
	 * @param state what it is now
	 */
	void changed(PipeState state) {
		if (state instanceof PipeState.Connecting) {
			release();
			this.gate = this.dispatcher.hold();
		}
		else if (state instanceof PipeState.Connected now) {
			this.connected = true;
			CompletableFuture<Void> gate = this.gate;
			this.gate = NONE;
			report(EventKind.PIPE_CONNECTED, new PipeConnectedEvent(now.socketId()), () -> gate.complete(null));
		}
		else if (this.connected) {
			this.connected = false;
			report(EventKind.PIPE_DISCONNECTED, disconnected(state), () -> {
			});
		}
		else {
			release();
		}
	}

	/**
	 * Something went wrong that nobody asked for.
	 * @param error what
	 */
	void failed(PipeException error) {
		this.dispatcher.dispatch(Occurrence.ofPipe(EventKind.PIPE_ERROR, error), () -> {
		}, () -> {
		});
	}

	/**
	 * Events were lost.
	 * @param gap what is known of them
	 */
	void lost(PipeGap gap) {
		this.dispatcher.execute(() -> this.publisher.publishEvent(new PipeGapEvent(gap)));
	}

	/** Nothing more will be told: let go what is held back. */
	void release() {
		this.gate.complete(null);
	}

	private void report(EventKind kind, Object event, Runnable after) {
		this.dispatcher.dispatch(Occurrence.ofPipe(kind, event), () -> this.publisher.publishEvent(event), after);
	}

	private static PipeDisconnectedEvent disconnected(PipeState state) {
		if (state instanceof PipeState.Reconnecting reconnecting) {
			return new PipeDisconnectedEvent(reconnecting.reason(), true);
		}
		if (state instanceof PipeState.Failed failed) {
			return new PipeDisconnectedEvent(failed.reason(), false);
		}
		return new PipeDisconnectedEvent(null, false);
	}

}
