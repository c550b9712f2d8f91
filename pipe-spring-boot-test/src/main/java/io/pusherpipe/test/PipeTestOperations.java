/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.util.List;

import io.pusherpipe.protocol.CloseCode;
import org.jspecify.annotations.Nullable;

/**
 * What a test can do at an edge in its own process. Each waiting ends after a time-out, 5
 * seconds by default, with an {@link AssertionError} that shows what did come. Safe for
 * use by several threads, and by tests that run side by side: each sees its own sockets,
 * and what was triggered while it ran.
 */
public interface PipeTestOperations {

	/**
	 * Open a browser's socket. It is closed when the test ends, if not before.
	 * @return the socket, which knows its id
	 */
	PipeTestSocket connect();

	/**
	 * Send an event on the back channel, as some browser, and wait until it has been
	 * {@linkplain #awaitHandled() handled}. All that is emitted in one test comes from
	 * one socket.
	 * @param event the event's name
	 * @param data the data, which becomes JSON, or {@code null}
	 */
	void emit(String event, @Nullable Object data);

	/**
	 * Send an event on a channel, as some browser that is subscribed to it, and wait
	 * until it has been {@linkplain #awaitHandled() handled}. An event with {@code
	 * client-} also goes to the channel's other subscribers, as with any browser.
	 * @param channel the channel's name
	 * @param event the event's name
	 * @param data the data, which becomes JSON, or {@code null}
	 */
	void emit(String channel, String event, @Nullable Object data);

	/**
	 * Wait until all that this test's sockets have done is handled and acknowledged by
	 * the backends, and what those have triggered until then has arrived at the sockets.
	 * Includes their opens and closes. What a handler does after it has returned is not
	 * waited for; await the event that comes of it instead.
	 */
	void awaitHandled();

	/**
	 * What backends have triggered since this test began, whether or not anybody has got
	 * it. {@linkplain #awaitHandled() Waits} for what is under way.
	 * @return the events in the order in which the edge has taken them; an event for
	 * several channels is there once for each
	 */
	List<TriggeredEvent> triggered();

	/**
	 * Wait for an event that a backend triggers, also if it has done so already.
	 * @param event the event's name
	 * @return the first event of that name that no such call of this test has returned
	 * before
	 */
	TriggeredEvent awaitTriggered(String event);

	/**
	 * Have the edge end the connection of all backends, as if it restarted. They come
	 * back by themselves.
	 */
	default void dropConnection() {
		dropConnection(CloseCode.RECONNECT);
	}

	/**
	 * Have the edge end the connection of all backends. What they have not acknowledged
	 * is delivered to them again when they come back.
	 * @param code the close code, which tells them whether and when to come back
	 */
	void dropConnection(CloseCode code);

}
