/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.client.Dispatcher.Kind;
import reactor.core.publisher.Flux;

/**
 * All sockets.
 */
final class DefaultPipeClientSockets implements PipeClientSockets {

	private final ClientCore core;

	DefaultPipeClientSockets(ClientCore core) {
		this.core = core;
	}

	@Override
	public Flux<String> opened() {
		return this.core.dispatcher().existence(Kind.SOCKET_OPENED);
	}

	@Override
	public Flux<String> closed() {
		return this.core.dispatcher().existence(Kind.SOCKET_CLOSED);
	}

	@Override
	public Flux<String> list() {
		return this.core.queries().sockets(null);
	}

	@Override
	public Flux<PipeEvent> events() {
		return this.core.dispatcher().events(Kind.SOCKET_EVENT, null, null);
	}

	@Override
	public Flux<PipeEvent> events(String event) {
		return this.core.dispatcher().events(Kind.SOCKET_EVENT, null, event);
	}

}
