/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.time.Instant;

/**
 * What the connection to the edge is doing. From {@link Disconnected} it goes to
 * {@link Connecting}, from there to {@link Connected} or to {@link Reconnecting}, which
 * are followed by {@link Connecting} again, or to {@link Failed}.
 */
public sealed interface PipeState {

	/**
	 * Since when the client is connected or, in all other states, is not. It does not
	 * change from attempt to attempt, and so tells the length of an outage.
	 * @return the time
	 */
	Instant since();

	/**
	 * Whether there is a connection.
	 * @return {@code true} in {@link Connected}
	 */
	default boolean isConnected() {
		return this instanceof Connected;
	}

	/**
	 * Nobody wants a connection: before {@link PipeClient#connect()} and after
	 * {@link PipeClient#disconnect()}.
	 *
	 * @param since since when
	 */
	record Disconnected(Instant since) implements PipeState {

	}

	/**
	 * An attempt to connect is being made.
	 *
	 * @param since since when there is no connection
	 * @param attempt the number of the attempt, which counts from 1 and begins again when
	 * a connection has been stable
	 */
	record Connecting(Instant since, int attempt) implements PipeState {

	}

	/**
	 * The edge has accepted the connection and confirmed the subscriptions.
	 *
	 * @param since since when
	 * @param socketId the id that the edge gave this connection
	 */
	record Connected(Instant since, String socketId) implements PipeState {

	}

	/**
	 * The connection was lost or could not be made, and will be tried again.
	 *
	 * @param since since when there is no connection
	 * @param attempt the number of the attempt to come
	 * @param delay how long after this state began that attempt will be made
	 * @param reason why there is no connection
	 */
	record Reconnecting(Instant since, int attempt, Duration delay,
			PipeConnectionException reason) implements PipeState {

	}

	/**
	 * The connection was refused in a way that trying again does not change, or has been
	 * tried as often as allowed. Only {@link PipeClient#connect()} begins anew.
	 *
	 * @param since since when there is no connection
	 * @param reason why
	 */
	record Failed(Instant since, PipeConnectionException reason) implements PipeState {

	}

}
