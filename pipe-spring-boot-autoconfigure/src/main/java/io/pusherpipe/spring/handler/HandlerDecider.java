/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.pusherpipe.client.PipeDecider;
import io.pusherpipe.client.PipeEdgeException;
import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.DecisionWriter;
import io.pusherpipe.spring.authorization.UserAuthentication;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Has handlers decide for the edge: the one whose names come closest to the channel, and
 * of equals the first. They do not wait for what the socket has sent before.
 */
final class HandlerDecider implements PipeDecider {

	private final PipeHandlerRegistry registry;

	private final Executor executor;

	private final HandlerFailures failures;

	private final DecisionWriter writer;

	private final HandlerCalls calls;

	/**
	 * Create a new decider.
	 * @param registry the handlers
	 * @param executor where they run
	 * @param errorHandler what becomes of their failures
	 * @param writer writes what they decide
	 * @param calls calls them
	 */
	HandlerDecider(PipeHandlerRegistry registry, Executor executor, PipeHandlerErrorHandler errorHandler,
			DecisionWriter writer, HandlerCalls calls) {
		this.calls = calls;
		this.registry = registry;
		this.executor = executor;
		this.failures = new HandlerFailures(registry, errorHandler);
		this.writer = writer;
	}

	@Override
	public boolean authorizesChannels() {
		return this.registry.has(EventKind.AUTHORIZE_CHANNEL);
	}

	@Override
	public boolean authenticatesUsers() {
		return this.registry.has(EventKind.AUTHENTICATE_USER);
	}

	@Override
	public Mono<ChannelDecision> authorize(PipeRequest.AuthorizeChannel question) {
		boolean presence = ChannelType.of(question.channel()).isPresence();
		return decide(Occurrence.of(question)).map((decision) -> {
			if (decision instanceof ChannelAuthorization authorization) {
				return new ChannelDecision(authorization.isAllowed(),
						presence ? this.writer.channelData(authorization) : null);
			}
			return new ChannelDecision(Boolean.TRUE.equals(decision), null);
		});
	}

	@Override
	public Mono<UserDecision> authenticate(PipeRequest.AuthenticateUser question) {
		return decide(Occurrence.of(question))
			.map((decision) -> new UserDecision(this.writer.userData((UserAuthentication) decision)));
	}

	private Mono<Object> decide(Occurrence occurrence) {
		List<PipeHandler> handlers = this.registry.handlersOf(occurrence);
		if (handlers.isEmpty()) {
			return Mono.empty();
		}
		PipeHandler handler = closest(handlers, occurrence.channel());
		return Mono
			.fromFuture(() -> CompletableFuture.supplyAsync(() -> call(handler, occurrence), this.executor)
				.thenCompose((decision) -> decision))
			.onErrorResume((ex) -> report(handler, occurrence, handler.failure(occurrence, ex)));
	}

	private static PipeHandler closest(List<PipeHandler> handlers, @Nullable String channel) {
		PipeHandler closest = handlers.get(0);
		if (channel != null) {
			for (PipeHandler handler : handlers) {
				if (handler.closeness(channel) > closest.closeness(channel)) {
					closest = handler;
				}
			}
		}
		return closest;
	}

	private CompletionStage<@Nullable Object> call(PipeHandler handler, Occurrence occurrence) {
		CompletionStage<?> decision = this.calls.call(handler, occurrence);
		return (decision != null) ? decision.thenApply((value) -> value) : CompletableFuture.completedFuture(null);
	}

	// The edge is told that it failed, and no more.
	private Mono<Object> report(PipeHandler handler, Occurrence occurrence, PipeHandlerException failure) {
		PipeHandlerException first = (failure.getCause() instanceof PipeHandlerException cause) ? cause : failure;
		return Mono
			.fromFuture(() -> CompletableFuture.supplyAsync(() -> handled(handler, occurrence, first), this.executor)
				.thenCompose((handled) -> handled))
			.onErrorComplete()
			.then(Mono.error(new PipeEdgeException("The backend failed", Answer.FAILED)));
	}

	private CompletionStage<@Nullable Object> handled(PipeHandler handler, Occurrence occurrence,
			PipeHandlerException failure) {
		CompletionStage<?> handled = this.failures.handle(handler, occurrence, failure, null);
		return (handled != null) ? handled.thenApply((value) -> value) : CompletableFuture.completedFuture(null);
	}

}
