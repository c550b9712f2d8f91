/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.Set;

import io.pusherpipe.protocol.pipe.PipeEventType;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A backend's one connection to the edge, the counterpart of the Node client
 * {@code pusher-pipe}: events of all sockets come in, and events to any socket or channel
 * go out.
 *
 * <pre class="code">
 * PipeClient client = PipeClient.builder()
 *     .url(URI.create("ws://localhost:6001"))
 *     .appId("3").key("cd1731aae21c98a6d2b1").secret("671229af735ec34004e7")
 *     .build();
 *
 * client.sockets().events("eventFromBrowser")
 *     .flatMap((event) -&gt; client.socket(event.socketId())
 *         .trigger("acknowledge", Map.of("message", "Roger")))
 *     .subscribe();
 *
 * client.subscribe(PipeEventType.SOCKET_MESSAGE)
 *     .then(client.connect())
 *     .block();
 * </pre>
 * <p>
 * <b>Monos are lazy</b>, as everywhere in Reactor: nothing is connected, subscribed or
 * triggered until the returned {@link Mono} is subscribed to, and it is done once more by
 * every further subscription.
 * <p>
 * <b>Fluxes are hot</b>: they emit what happens while they are subscribed to, over as
 * many connections as there will be, and unless stated otherwise never complete. Each
 * subscriber has a bounded buffer of its own; one that falls behind further
 * ({@link PipeClientBuilder#subscriberBuffer(int)}) ends with a
 * {@link PipeLimitException} and does not hold up the others. Signals come in the order
 * of the wire, one at a time, in threads of the connection, which must not be blocked:
 * use {@link Flux#publishOn publishOn} before anything that blocks.
 * <p>
 * What the edge is to tell must be asked for with {@link #subscribe(PipeEventType...)}.
 * <p>
 * The connection is managed: once {@link #connect()} has been subscribed to, it is made
 * again whenever it is lost, until {@link #disconnect()} or until the edge refuses it for
 * good. What happened on the edge meanwhile is not told later (Pipe protocol 0.2).
 * <p>
 * Safe for use by several threads.
 */
public interface PipeClient {

	/**
	 * Begin a client.
	 * @return a builder with the defaults
	 */
	static PipeClientBuilder builder() {
		return new PipeClientBuilder();
	}

	/**
	 * Connect, and stay connected. Does nothing where that is under way already, and
	 * begins anew after {@link #disconnect()} and after a permanent refusal.
	 * @return completes as soon as the client is {@linkplain PipeState.Connected
	 * connected}, however many attempts that takes; fails with the reason if the edge
	 * refuses the connection {@linkplain PipeState.Failed for good}, or with
	 * {@link PipeNotConnectedException} if {@link #disconnect()} comes in between.
	 * Cancelling it does not end the attempts.
	 */
	Mono<Void> connect();

	/**
	 * Disconnect: what was triggered before is still sent, and its replies are awaited
	 * for as long as the reply timeout says; then the connection is closed with status
	 * 1000. Subscriptions stay recorded, and {@link #connect()} may follow.
	 * @return completes when the connection is closed, also where there was none; never
	 * fails
	 */
	Mono<Void> disconnect();

	/**
	 * The connection's state now.
	 * @return the state
	 */
	PipeState state();

	/**
	 * The state now and every change from now on.
	 * @return a hot Flux that begins with the current state
	 */
	Flux<PipeState> states();

	/**
	 * The id of this connection, which the edge gave it.
	 * @return the id, or {@code null} while there is no connection
	 */
	@Nullable String socketId();

	/**
	 * Ask the edge to tell of event types (Pipe protocol 0.2, requests). They stay
	 * recorded, and are asked for again, in one request, on every connection.
	 * @param types the types
	 * @return completes when the edge has confirmed, or at once while there is no
	 * connection; fails with {@link PipeEdgeException} if the edge refuses, with
	 * {@link PipeTimeoutException} if it does not answer
	 */
	Mono<Void> subscribe(PipeEventType... types);

	/**
	 * Ask the edge to tell no more of event types, and no longer ask for them on new
	 * connections.
	 * @param types the types
	 * @return completes and fails as {@link #subscribe(PipeEventType...)} does
	 */
	Mono<Void> unsubscribe(PipeEventType... types);

	/**
	 * The event types that are asked for on every connection.
	 * @return a copy
	 */
	Set<PipeEventType> subscriptions();

	/**
	 * All sockets.
	 * @return all sockets
	 */
	PipeClientSockets sockets();

	/**
	 * One socket.
	 * @param socketId its id; it need not be open
	 * @return the socket
	 */
	PipeClientSocket socket(String socketId);

	/**
	 * All channels.
	 * @return all channels
	 */
	PipeClientChannels channels();

	/**
	 * One channel.
	 * @param name its name; it need not have subscribers
	 * @return the channel
	 */
	PipeClientChannel channel(String name);

	/**
	 * One user.
	 * @param userId the id that the user's sockets have signed in with; there need not be
	 * any
	 * @return the user
	 */
	PipeClientUser user(String userId);

	/**
	 * Every notification, in the order of the wire, to be acknowledged when it has been
	 * handled. This is what handlers are built on: unlike the other Fluxes it holds back
	 * the edge instead of overflowing.
	 * <p>
	 * A delivery counts against {@link PipeClientBuilder#receiveBuffer(int)} until it is
	 * {@linkplain PipeDelivery#acknowledge() acknowledged}, be it buffered for lack of
	 * demand or being handled. While they fill an eighth of that, nothing more is read
	 * from the connection unless a reply is awaited on it: the reply may lie behind other
	 * notifications, and be awaited by the very handler that would make room. While they
	 * fill all of it, nothing is read at all, and such replies time out. The edge buffers
	 * what is not read, and in the end disconnects a backend that stays behind.
	 * <p>
	 * Each connection begins with
	 * {@link io.pusherpipe.protocol.pipe.PipeNotification.ConnectionEstablished}.
	 * @return a hot Flux with at most one subscriber at a time, a second one fails with
	 * {@link IllegalStateException}; what arrives while there is none is not kept. It
	 * never completes and never fails. Cancelling drops what was not yet emitted.
	 */
	Flux<PipeDelivery> receive();

	/**
	 * What went wrong and concerns no caller of a method: errors that the edge reports
	 * ({@link PipeEdgeException}), messages that cannot be understood
	 * ({@link PipeProtocolException}), failed attempts to connect and lost connections
	 * ({@link PipeConnectionException}).
	 * @return a hot Flux
	 */
	Flux<PipeException> errors();

}
