/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One user, with all its sockets.
 */
final class DefaultPipeClientUser implements PipeClientUser {

	private final ClientCore core;

	private final String id;

	DefaultPipeClientUser(ClientCore core, String id) {
		this.core = core;
		this.id = id;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Mono<Void> trigger(String event) {
		return this.core.requests().triggerOnUser(this.id, event, () -> null);
	}

	@Override
	public Mono<Void> trigger(String event, @Nullable Object data) {
		Requests requests = this.core.requests();
		return requests.triggerOnUser(this.id, event, () -> requests.json(data));
	}

	@Override
	public Mono<Void> terminate() {
		return this.core.requests().terminateUser(this.id);
	}

}
