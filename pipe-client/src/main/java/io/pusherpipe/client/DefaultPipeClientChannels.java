/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.client.Dispatcher.Kind;
import reactor.core.publisher.Flux;

/**
 * All channels.
 */
final class DefaultPipeClientChannels implements PipeClientChannels {

	private final ClientCore core;

	DefaultPipeClientChannels(ClientCore core) {
		this.core = core;
	}

	@Override
	public Flux<PipeChannelInfo> list() {
		return this.core.queries().channels(null);
	}

	@Override
	public Flux<PipeChannelInfo> list(String prefix) {
		return this.core.queries().channels(prefix);
	}

	@Override
	public Flux<PipeEvent> events() {
		return this.core.dispatcher().events(Kind.CHANNEL_EVENT, null, null);
	}

	@Override
	public Flux<PipeEvent> events(String event) {
		return this.core.dispatcher().events(Kind.CHANNEL_EVENT, null, event);
	}

	@Override
	public Flux<String> occupied() {
		return this.core.dispatcher().existence(Kind.CHANNEL_OCCUPIED);
	}

	@Override
	public Flux<String> vacated() {
		return this.core.dispatcher().existence(Kind.CHANNEL_VACATED);
	}

	@Override
	public Flux<PipeMember> memberAdded() {
		return this.core.dispatcher().members(Kind.MEMBER_ADDED);
	}

	@Override
	public Flux<PipeMember> memberRemoved() {
		return this.core.dispatcher().members(Kind.MEMBER_REMOVED);
	}

}
