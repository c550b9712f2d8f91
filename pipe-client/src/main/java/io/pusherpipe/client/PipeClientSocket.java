/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One socket. The Fluxes are hot and the Monos lazy, see {@link PipeClient}.
 */
public interface PipeClientSocket {

	/**
	 * The socket's id.
	 * @return the id
	 */
	String id();

	/**
	 * Events that this socket sends on its back channel; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_MESSAGE}.
	 * @return the events; completes when the socket closes, which is told to subscribers
	 * of {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_EXISTENCE} only
	 */
	Flux<PipeEvent> events();

	/**
	 * Events of one name that this socket sends on its back channel; needs a subscription
	 * to {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_MESSAGE}.
	 * @param event the name
	 * @return the events; completes as {@link #events()} does
	 */
	Flux<PipeEvent> events(String event);

	/**
	 * The socket's end; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_EXISTENCE}.
	 * @return completes when the socket closes; a socket that closes while there is no
	 * connection is not told of
	 */
	Mono<Void> closed();

	/**
	 * Send an event without data to this socket, on its back channel.
	 * @param event the event's name
	 * @return completes and fails as {@link #trigger(String, Object)} does
	 */
	Mono<Void> trigger(String event);

	/**
	 * Send an event to this socket, on its back channel (Pipe protocol 0.2,
	 * {@code send_to_socket}).
	 * @param event the event's name
	 * @param data what becomes the data by way of the client's mapper, at the time of
	 * subscription; a {@link io.pusherpipe.protocol.json.RawJson} goes as it is, and
	 * {@code null} as JSON's {@code null}
	 * @return completes when the edge has taken it, also where the socket has gone; fails
	 * with {@link PipeTriggerException} if the edge refuses it,
	 * {@link PipeTimeoutException} if the edge does not reply,
	 * {@link PipeConnectionException} if the connection is lost before the reply (the
	 * edge may or may not have taken it), {@link PipeNotConnectedException} while there
	 * is no connection, {@link PipeLimitException} if the outbound buffer is full or the
	 * message too large, {@link PipeConversionException} if the data cannot be written.
	 * Cancelling it takes it back only as long as it has not been sent.
	 */
	Mono<Void> trigger(String event, @Nullable Object data);

}
