/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One channel. The Fluxes are hot and the Monos lazy, see {@link PipeClient}.
 */
public interface PipeClientChannel {

	/**
	 * The channel's name.
	 * @return the name
	 */
	String name();

	/**
	 * Events that sockets send on this channel; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_MESSAGE}.
	 * @return the events
	 */
	Flux<PipeEvent> events();

	/**
	 * Events of one name that sockets send on this channel; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_MESSAGE}.
	 * @param event the name
	 * @return the events
	 */
	Flux<PipeEvent> events(String event);

	/**
	 * This channel without one of its subscribers.
	 * @param socketId the socket that triggers leave out, usually the one that caused
	 * them; an id that nobody has excludes nobody
	 * @return the channel to trigger on
	 */
	PipeClientChannel except(String socketId);

	/**
	 * The state of the channel at the edge (Pipe protocol 1.0, queries).
	 * @return the state, also of a channel without subscribers; fails as
	 * {@link PipeClientSocket#trigger(String, Object)} does
	 */
	Mono<PipeChannelInfo> info();

	/**
	 * The users in this presence channel now (Pipe protocol 1.0, queries).
	 * @return the users; fails with {@link PipeEdgeException} where it is no presence
	 * channel, and otherwise as {@link PipeClientSocket#trigger(String, Object)} does
	 */
	Flux<PipeChannelUser> users();

	/**
	 * The sockets that are subscribed to this channel now (Pipe protocol 1.0, queries);
	 * asks the edge for 1,000 at a time.
	 * @return the sockets' ids; fails as {@link PipeClientSocket#trigger(String, Object)}
	 * does
	 */
	Flux<String> sockets();

	/**
	 * Send an event without data to the channel's subscribers.
	 * @param event the event's name
	 * @return completes and fails as {@link #trigger(String, Object)} does
	 */
	Mono<Void> trigger(String event);

	/**
	 * Send an event to the channel's subscribers (Pipe protocol 0.2,
	 * {@code send_to_channel}).
	 * @param event the event's name
	 * @param data the data, as for {@link PipeClientSocket#trigger(String, Object)}
	 * @return completes when the edge has taken it, also where nobody is subscribed;
	 * fails as {@link PipeClientSocket#trigger(String, Object)} does
	 */
	Mono<Void> trigger(String event, @Nullable Object data);

}
