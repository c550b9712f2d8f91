/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.Set;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
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
 * good. What happened on the edge meanwhile is told afterwards, within the bounds of what
 * the edge keeps; what was lost is told by {@link #gaps()}. (With protocol 0.2 it is not
 * told.)
 * <p>
 * <b>Groups:</b> clients with the same {@linkplain PipeClientBuilder#group(String) group}
 * share the events: everything that one socket does goes to one of them, in order, and to
 * another one when that is gone. Events are to be acknowledged: by who
 * {@linkplain #receive() receives}, or, if nobody ever has, by the client itself as it
 * hands them to the hot Fluxes (Pipe protocol 1.0).
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
	 * Have the edge tell of nothing more, and wait until all that it has told is
	 * acknowledged: the group's other members get everything from then on. Triggers still
	 * work. To be told again, {@link #connect()} or {@link #subscribe(PipeEventType...)},
	 * which make another connection.
	 * @return completes when the edge has confirmed, or when the connection is lost, or
	 * at once where there is none or it speaks protocol 0.2; never fails
	 */
	Mono<Void> leave();

	/**
	 * Disconnect: {@linkplain #leave() leave} for as long as the reply timeout says; what
	 * was triggered before is still sent, and its replies are awaited for as long again;
	 * then the connection is closed with status 1000. What is not acknowledged then is
	 * delivered to the group's other members, or to the next one. So whoever
	 * {@linkplain #receive() receives} goes on until then: what nobody takes any more is
	 * waited for. Subscriptions stay recorded, and {@link #connect()} may follow.
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
	 * Ask the edge to tell of event types. They stay recorded, and are asked for again,
	 * in one request, on every connection.
	 * @param types the types
	 * @return completes when the edge has confirmed, or at once while there is no
	 * connection; fails with {@link PipeEdgeException} if the edge refuses, with
	 * {@link PipeTimeoutException} if it does not answer
	 */
	Mono<Void> subscribe(PipeEventType... types);

	/**
	 * Ask the edge to tell no more of event types, and no longer ask for them on new
	 * connections. Without any left, the client {@linkplain #leave() leaves} its group.
	 * @param types the types
	 * @return completes and fails as {@link #subscribe(PipeEventType...)} does
	 */
	Mono<Void> unsubscribe(PipeEventType... types);

	/**
	 * Ask the edge to tell only of what a filter lets through, now and on every
	 * connection; what other members of the group ask for is told, too (Pipe protocol
	 * 1.0, filters). Protocol 0.2 has no filters.
	 * @param filter the filter, which takes the place of the former one
	 * @return completes and fails as {@link #subscribe(PipeEventType...)} does
	 */
	Mono<Void> filter(PipeFilter filter);

	/**
	 * What the edge is asked to let through.
	 * @return the filter that was set last
	 */
	PipeFilter filter();

	/**
	 * The group whose events this client shares.
	 * @return the name, or {@code null} if it gets all events itself
	 */
	@Nullable String group();

	/**
	 * Who this client is in its group.
	 * @return the name
	 */
	String member();

	/**
	 * What the client has done so far, and what it holds now. Cheap enough to be asked
	 * for by monitoring every few seconds; asks the edge nothing and does not block.
	 * @return the numbers as they are now
	 */
	PipeClientStatistics statistics();

	/**
	 * Offer the edge to decide for it, now and on every connection (Pipe protocol 1.0,
	 * requests of the edge). Protocol 0.2 has no decisions.
	 * @param decider decides, and takes the place of the former one
	 * @return completes and fails as {@link #subscribe(PipeEventType...)} does
	 */
	Mono<Void> decide(PipeDecider decider);

	/**
	 * Have a snapshot of what is there delivered, for instance after a gap: of each slot
	 * that is this client's, in the order of the slot's events (Pipe protocol 1.0,
	 * snapshots). {@link #receive()} gives them as
	 * {@link io.pusherpipe.protocol.pipe.PipeNotification.Snapshot}.
	 * @return completes when the edge has taken it, before the snapshots come; fails as
	 * {@link PipeClientSocket#trigger(String, Object)} does
	 */
	Mono<Void> snapshot();

	/**
	 * The state of the application at the edge (Pipe protocol 1.0, queries).
	 * @return the state; fails as {@link PipeClientSocket#trigger(String, Object)} does
	 */
	Mono<PipeInfo> info();

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
	 * Several channels, to trigger on all of them at once.
	 * @param names their names, 1 to 100
	 * @return the channels
	 * @throws IllegalArgumentException if there are fewer or more
	 */
	PipeClientChannelSelection channels(String... names);

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
	 * The edge sends as much as {@link PipeClientBuilder#prefetch(int)} allows to be
	 * unacknowledged, be it buffered for lack of demand or being handled, and keeps the
	 * rest. A delivery that is not acknowledged is sent again: to this client when it
	 * comes back after an interruption, or to another member of the group. Ask
	 * {@link PipeDelivery#isCurrent()} before beginning to handle one. What takes longer
	 * than the edge's {@code ack-timeout} (60 seconds) to acknowledge ends the
	 * connection.
	 * <p>
	 * With protocol 0.2 a delivery counts against
	 * {@link PipeClientBuilder#receiveBuffer(int)} until it is
	 * {@linkplain PipeDelivery#acknowledge() acknowledged}. While they fill an eighth of
	 * that, nothing more is read from the connection unless a reply is awaited on it: the
	 * reply may lie behind other notifications, and be awaited by the very handler that
	 * would make room. While they fill all of it, nothing is read at all, and such
	 * replies time out. The edge buffers what is not read, and in the end disconnects a
	 * backend that stays behind.
	 * <p>
	 * Each connection begins with
	 * {@link io.pusherpipe.protocol.pipe.PipeNotification.ConnectionEstablished}.
	 * @return a hot Flux with at most one subscriber at a time, a second one fails with
	 * {@link IllegalStateException}. From the first subscription on, the client
	 * acknowledges nothing itself: what arrives while there is no subscriber waits for
	 * the next one. (With protocol 0.2 it is not kept, and cancelling drops what was not
	 * yet emitted.) It never completes and never fails.
	 */
	Flux<PipeDelivery> receive();

	/**
	 * Events that were lost, since the edge could not keep them for as long as nobody
	 * took them. In the order of the wire, and also logged.
	 * @return a hot Flux
	 */
	Flux<PipeGap> gaps();

	/**
	 * What went wrong and concerns no caller of a method: errors that the edge reports
	 * ({@link PipeEdgeException}), messages that cannot be understood
	 * ({@link PipeProtocolException}), failed attempts to connect and lost connections
	 * ({@link PipeConnectionException}, {@link PipeLeaseException}).
	 * @return a hot Flux
	 */
	Flux<PipeException> errors();

}
