/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import reactor.core.publisher.Flux;

/**
 * All sockets, which is to say all browsers and devices connected to the edge. The Fluxes
 * are hot, see {@link PipeClient}.
 */
public interface PipeClientSockets {

	/**
	 * Sockets that open; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_EXISTENCE}.
	 * @return the sockets' ids
	 */
	Flux<String> opened();

	/**
	 * Sockets that close; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_EXISTENCE}.
	 * @return the sockets' ids
	 */
	Flux<String> closed();

	/**
	 * The sockets that are open now (Pipe protocol 1.0, queries). This Flux is not hot:
	 * each subscription asks the edge, for 1,000 at a time.
	 * @return the sockets' ids; fails as {@link PipeClientSocket#trigger(String, Object)}
	 * does
	 */
	Flux<String> list();

	/**
	 * Events that sockets send on their back channel; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_MESSAGE}.
	 * @return the events
	 */
	Flux<PipeEvent> events();

	/**
	 * Events of one name that sockets send on their back channel; needs a subscription to
	 * {@link io.pusherpipe.protocol.pipe.PipeEventType#SOCKET_MESSAGE}.
	 * @param event the name
	 * @return the events
	 */
	Flux<PipeEvent> events(String event);

}
