/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import reactor.core.publisher.Mono;

/**
 * What client and edge have to say to each other on one connection before and beside the
 * requests of callers, in one version of the protocol. Called by one thread at a time,
 * unless stated otherwise.
 */
interface Conversation {

	/** The WebSocket is open. */
	void begin();

	/**
	 * The edge has greeted.
	 * @param established the greeting
	 */
	void greeted(PipeNotification.ConnectionEstablished established);

	/**
	 * Something has come, whatever it is.
	 */
	void alive();

	/**
	 * A ping was answered.
	 * @param payload its payload
	 */
	void pong(byte[] payload);

	/**
	 * A reply has come.
	 * @param reply the reply
	 * @return whether it is to a request of the conversation itself
	 */
	boolean replied(PipeReply reply);

	/**
	 * The edge asks.
	 * @param request what it asks
	 */
	void asked(PipeRequest request);

	/**
	 * Hand out what the edge tells, the session being open.
	 * @param notification what it tells
	 * @param size the size of its message, in bytes
	 */
	void deliver(PipeNotification notification, int size);

	/**
	 * How much of what the edge tells may wait until the session is open.
	 * @return the size in bytes
	 */
	int maxEarly();

	/**
	 * Whether to read on once the session is open. Called by any thread.
	 * @return {@code true} to read on
	 */
	boolean mayRead();

	/**
	 * A subscription as far as the edge allows it. Called by any thread.
	 * @param wanted the subscription
	 * @return the same, with no more credit than there may be
	 */
	PipeSubscription fitted(PipeSubscription wanted);

	/**
	 * Whether the edge was asked to send nothing more. Called by any thread.
	 * @return {@code true} if so
	 */
	boolean hasLeft();

	/**
	 * Have the edge send nothing more, and wait until everything is acknowledged. Called
	 * by any thread.
	 * @return completes when that is so, or when the session has ended
	 */
	Mono<Void> leave();

	/**
	 * How many deliveries are not acknowledged. Called by any thread.
	 * @return the number, 0 if nobody counts them
	 */
	int unacknowledged();

	/** The session has ended. Called by any thread. */
	void end();

}
