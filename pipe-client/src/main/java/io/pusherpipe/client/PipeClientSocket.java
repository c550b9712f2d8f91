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
	 * The state of the socket at the edge (Pipe protocol 1.0, queries).
	 * @return the state, also of a socket that is not there; fails as
	 * {@link #trigger(String, Object)} does
	 */
	Mono<PipeSocketInfo> info();

	/**
	 * Close the socket with 4009, after which Pusher's clients do not connect again by
	 * themselves.
	 * @return completes and fails as {@link #close(int, String)} does
	 */
	Mono<Void> close();

	/**
	 * Close the socket (Pipe protocol 1.0, {@code close_socket}).
	 * @param code the WebSocket close code: after 4000 to 4099 Pusher's clients give up,
	 * after 4100 to 4199 they come back after a while, after 4200 to 4299 at once
	 * @param reason the reason, at most 123 bytes
	 * @return completes when the edge has taken it, also where the socket has gone; fails
	 * with {@link PipeEdgeException} if the edge refuses it, and otherwise as
	 * {@link #trigger(String, Object)} does
	 */
	Mono<Void> close(int code, String reason);

	/**
	 * Subscribe the socket to a channel without its asking: to a presence channel as the
	 * user that it has signed in as.
	 * @param channel the channel's name
	 * @return completes and fails as {@link #subscribe(String, Object)} does
	 */
	Mono<Void> subscribe(String channel);

	/**
	 * Subscribe the socket to a channel without its asking (Pipe protocol 1.0,
	 * {@code subscribe_socket}). Its page learns of that with {@code pipe-js}.
	 * @param channel the channel's name; not that of an encrypted channel
	 * @param channelData who the socket is in a presence channel, which becomes an object
	 * with {@code user_id} and perhaps {@code user_info}, or {@code null}
	 * @return completes when the subscription has begun, also where the socket has gone;
	 * fails with {@link PipeEdgeException} if it cannot begin, and otherwise as
	 * {@link #trigger(String, Object)} does
	 */
	Mono<Void> subscribe(String channel, @Nullable Object channelData);

	/**
	 * End the socket's subscription to a channel (Pipe protocol 1.0,
	 * {@code unsubscribe_socket}). Its page learns of that with {@code pipe-js}.
	 * @param channel the channel's name
	 * @return completes when it has ended, also where there was none; fails as
	 * {@link #close(int, String)} does
	 */
	Mono<Void> unsubscribe(String channel);

	/**
	 * Answer a request that the socket has made (Pipe protocol 1.0, request and reply).
	 * The first answer counts.
	 * @param request what {@link PipeEvent#request()} tells
	 * @param result the answer, which the client's mapper writes
	 * @return completes when the edge has taken it, also where nobody waits for it any
	 * more; fails as {@link #trigger(String, Object)} does
	 */
	Mono<Void> reply(String request, @Nullable Object result);

	/**
	 * Answer a request that the socket has made with an error.
	 * @param request what {@link PipeEvent#request()} tells
	 * @param code the code that the page gets; 4500 says that the backend failed
	 * @param message the message that the page gets
	 * @return completes and fails as {@link #reply(String, Object)} does
	 */
	Mono<Void> replyError(String request, int code, String message);

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
