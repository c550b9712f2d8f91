/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Several channels, perhaps but for one of their sockets.
 */
final class DefaultPipeClientChannelSelection implements PipeClientChannelSelection {

	private final ClientCore core;

	private final List<String> names;

	private final @Nullable String exceptSocketId;

	DefaultPipeClientChannelSelection(ClientCore core, List<String> names, @Nullable String exceptSocketId) {
		this.core = core;
		this.names = names;
		this.exceptSocketId = exceptSocketId;
	}

	@Override
	public List<String> names() {
		return this.names;
	}

	@Override
	public PipeClientChannelSelection except(String socketId) {
		return new DefaultPipeClientChannelSelection(this.core, this.names, socketId);
	}

	@Override
	public Mono<Void> trigger(String event) {
		return this.core.requests().triggerOnChannels(this.names, this.exceptSocketId, event, () -> null);
	}

	@Override
	public Mono<Void> trigger(String event, @Nullable Object data) {
		Requests requests = this.core.requests();
		return requests.triggerOnChannels(this.names, this.exceptSocketId, event, () -> requests.json(data));
	}

}
