/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.client.Dispatcher.Kind;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One channel, perhaps but for one of its sockets.
 */
final class DefaultPipeClientChannel implements PipeClientChannel {

	private final ClientCore core;

	private final String name;

	private final @Nullable String exceptSocketId;

	DefaultPipeClientChannel(ClientCore core, String name, @Nullable String exceptSocketId) {
		this.core = core;
		this.name = name;
		this.exceptSocketId = exceptSocketId;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Flux<PipeEvent> events() {
		return this.core.dispatcher().events(Kind.CHANNEL_EVENT, this.name, null);
	}

	@Override
	public Flux<PipeEvent> events(String event) {
		return this.core.dispatcher().events(Kind.CHANNEL_EVENT, this.name, event);
	}

	@Override
	public Mono<PipeChannelInfo> info() {
		return this.core.queries().channel(this.name);
	}

	@Override
	public Flux<PipeChannelUser> users() {
		return this.core.queries().users(this.name);
	}

	@Override
	public Flux<String> sockets() {
		return this.core.queries().sockets(this.name);
	}

	@Override
	public PipeClientChannel except(String socketId) {
		return new DefaultPipeClientChannel(this.core, this.name, socketId);
	}

	@Override
	public Mono<Void> trigger(String event) {
		return this.core.requests().triggerOnChannel(this.name, this.exceptSocketId, event, () -> null);
	}

	@Override
	public Mono<Void> trigger(String event, @Nullable Object data) {
		Requests requests = this.core.requests();
		return requests.triggerOnChannel(this.name, this.exceptSocketId, event, () -> requests.json(data));
	}

}
