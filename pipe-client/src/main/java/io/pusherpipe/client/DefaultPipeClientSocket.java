/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.client.Dispatcher.Kind;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.pipe.PipeError;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One socket.
 */
final class DefaultPipeClientSocket implements PipeClientSocket {

	private final ClientCore core;

	private final String id;

	DefaultPipeClientSocket(ClientCore core, String id) {
		this.core = core;
		this.id = id;
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Flux<PipeEvent> events() {
		return this.core.dispatcher().events(Kind.SOCKET_EVENT, this.id, null);
	}

	@Override
	public Flux<PipeEvent> events(String event) {
		return this.core.dispatcher().events(Kind.SOCKET_EVENT, this.id, event);
	}

	@Override
	public Mono<PipeSocketInfo> info() {
		return this.core.queries().socket(this.id);
	}

	@Override
	public Mono<Void> close() {
		return close(CloseCode.UNAUTHORIZED.code(), "Closed by the application");
	}

	@Override
	public Mono<Void> close(int code, String reason) {
		return this.core.requests().closeSocket(this.id, code, reason);
	}

	@Override
	public Mono<Void> subscribe(String channel) {
		return this.core.requests().subscribeSocket(this.id, channel, () -> null);
	}

	@Override
	public Mono<Void> subscribe(String channel, @Nullable Object channelData) {
		Requests requests = this.core.requests();
		return requests.subscribeSocket(this.id, channel,
				() -> (channelData != null) ? requests.json(channelData) : null);
	}

	@Override
	public Mono<Void> unsubscribe(String channel) {
		return this.core.requests().unsubscribeSocket(this.id, channel);
	}

	@Override
	public Mono<Void> reply(String request, @Nullable Object result) {
		Requests requests = this.core.requests();
		return requests.reply(this.id, request, () -> requests.json(result));
	}

	@Override
	public Mono<Void> replyError(String request, int code, String message) {
		return this.core.requests().replyError(this.id, request, new PipeError(code, message));
	}

	@Override
	public Mono<Void> closed() {
		return this.core.dispatcher().closed(this.id);
	}

	@Override
	public Mono<Void> trigger(String event) {
		return this.core.requests().triggerOnSocket(this.id, event, () -> null);
	}

	@Override
	public Mono<Void> trigger(String event, @Nullable Object data) {
		Requests requests = this.core.requests();
		return requests.triggerOnSocket(this.id, event, () -> requests.json(data));
	}

}
