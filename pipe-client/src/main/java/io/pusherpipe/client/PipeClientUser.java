/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One user: all sockets that have signed in with one id (Pusher protocol 7, user
 * authentication). The Monos are lazy, see {@link PipeClient}.
 */
public interface PipeClientUser {

	/**
	 * The user's id.
	 * @return the id
	 */
	String id();

	/**
	 * Send an event without data to the user's sockets.
	 * @param event the event's name
	 * @return completes and fails as {@link #trigger(String, Object)} does
	 */
	Mono<Void> trigger(String event);

	/**
	 * Send an event to the user's sockets, which pusher-js gives to
	 * {@code pusher.user.bind} (Pipe protocol 0.2, {@code send_to_channel}).
	 * @param event the event's name
	 * @param data the data, as for {@link PipeClientSocket#trigger(String, Object)}
	 * @return completes when the edge has taken it, also where the user has no sockets;
	 * fails as {@link PipeClientSocket#trigger(String, Object)} does
	 */
	Mono<Void> trigger(String event, @Nullable Object data);

	/**
	 * Close the user's sockets with 4009, after which Pusher's clients do not connect
	 * again by themselves (Pipe protocol 0.2, {@code terminate_user}). Sockets that have
	 * not signed in, and only joined presence channels under the id, stay.
	 * @return completes when the edge has taken it, also where the user has no sockets;
	 * fails with {@link PipeEdgeException} if the edge refuses it, and otherwise as
	 * {@link PipeClientSocket#trigger(String, Object)} does
	 */
	Mono<Void> terminate();

}
