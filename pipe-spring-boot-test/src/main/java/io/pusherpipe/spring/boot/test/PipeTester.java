/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import java.util.List;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.test.PipeTestEdge;
import io.pusherpipe.test.PipeTestOperations;
import io.pusherpipe.test.PipeTestSocket;
import io.pusherpipe.test.TriggeredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Browsers in a test, and what the application does over the Pipe. A bean of contexts
 * with {@link AutoConfigureEmbeddedPipe @AutoConfigureEmbeddedPipe}. Data is converted by
 * the application's {@code JsonMapper}. Sockets are closed after each test method, and
 * {@link #triggered()} begins anew. Each waiting ends after a time-out
 * ({@link AutoConfigureEmbeddedPipe#timeout()}).
 */
public final class PipeTester implements PipeTestOperations {

	private final PipeTestEdge edge;

	private final ApplicationBackend application;

	PipeTester(PipeTestEdge edge, ApplicationBackend application) {
		this.edge = edge;
		this.application = application;
	}

	PipeTestEdge edge() {
		return this.edge;
	}

	/**
	 * Open a browser's socket, once the application is connected to the edge. It is
	 * closed when the test ends, if not before.
	 * @return the socket, which knows its id
	 */
	@Override
	public PipeTestSocket connect() {
		return this.edge.connect();
	}

	@Override
	public void emit(String event, @Nullable Object data) {
		this.edge.emit(event, data);
	}

	@Override
	public void emit(String channel, String event, @Nullable Object data) {
		this.edge.emit(channel, event, data);
	}

	@Override
	public void awaitHandled() {
		this.edge.awaitHandled();
	}

	/**
	 * What the application has triggered since this test began, in handlers or anywhere
	 * else, whether or not anybody has got it. {@linkplain #awaitHandled() Waits} for
	 * what is under way: events of this test's sockets that are being handled, and
	 * triggers that were made before this call and have not come to the edge yet.
	 * @return the events in the order in which the edge has taken them; an event for
	 * several channels is there once for each
	 */
	@Override
	public List<TriggeredEvent> triggered() {
		return this.edge.triggered();
	}

	@Override
	public TriggeredEvent awaitTriggered(String event) {
		return this.edge.awaitTriggered(event);
	}

	/**
	 * Wait until the application is connected to the edge: at its start, or again.
	 * @throws AssertionError if it is not in time, or not at all, as after
	 * {@code pusher.pipe.auto-startup=false}
	 */
	public void awaitConnected() {
		this.application.requireConnected();
	}

	/**
	 * Have the edge end the application's connection, and wait until the application has
	 * noticed. What it has not acknowledged is delivered to it again when it is back: see
	 * {@link #awaitConnected()}.
	 * @param code the close code: from 4100 on the application comes back, below it gives
	 * up
	 */
	@Override
	public void dropConnection(CloseCode code) {
		this.application.dropping();
		this.edge.dropConnection(code);
		this.application.awaitDropped();
	}

}
