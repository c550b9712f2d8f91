/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import reactor.core.publisher.Flux;

/**
 * All channels. The Fluxes are hot, see {@link PipeClient}.
 */
public interface PipeClientChannels {

	/**
	 * The channels that have subscribers now (Pipe protocol 1.0, queries). This Flux is
	 * not hot: each subscription asks the edge, for 1,000 at a time.
	 * @return the channels, in the order of their names; fails as
	 * {@link PipeClientSocket#trigger(String, Object)} does
	 */
	Flux<PipeChannelInfo> list();

	/**
	 * The channels that have subscribers now and whose names begin with something.
	 * @param prefix what their names begin with
	 * @return the channels, as {@link #list()} gives them
	 */
	Flux<PipeChannelInfo> list(String prefix);

	/**
	 * Events that sockets send on channels; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_MESSAGE}.
	 * @return the events, each with its channel
	 */
	Flux<PipeEvent> events();

	/**
	 * Events of one name that sockets send on channels; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_MESSAGE}.
	 * @param event the name
	 * @return the events, each with its channel
	 */
	Flux<PipeEvent> events(String event);

	/**
	 * Channels that get their first subscriber; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#CHANNEL_EXISTENCE}.
	 * @return the channels' names
	 */
	Flux<String> occupied();

	/**
	 * Channels that lose their last subscriber; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#CHANNEL_EXISTENCE}.
	 * @return the channels' names
	 */
	Flux<String> vacated();

	/**
	 * Users that become members of presence channels; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#CHANNEL_MEMBERS}.
	 * @return the members
	 */
	Flux<PipeMember> memberAdded();

	/**
	 * Users that cease to be members of presence channels; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#CHANNEL_MEMBERS}.
	 * @return the members
	 */
	Flux<PipeMember> memberRemoved();

}
