/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of failures: the closest takes it, of an exception method of the bean, the
 * error handler that the failed handler names, an exception method of an advice, and the
 * application's error handler.
 */
final class HandlerFailures {

	private static final Log logger = LogFactory.getLog(HandlerFailures.class);

	private final PipeHandlerRegistry registry;

	private final PipeHandlerErrorHandler errorHandler;

	/**
	 * Create a new instance.
	 * @param registry knows the exception methods
	 * @param errorHandler takes what nobody else does
	 */
	HandlerFailures(PipeHandlerRegistry registry, PipeHandlerErrorHandler errorHandler) {
		this.registry = registry;
		this.errorHandler = errorHandler;
	}

	/**
	 * Have a failure handled, which may block.
	 * @param handler the handler that failed
	 * @param occurrence what it failed to handle
	 * @param failure what went wrong
	 * @param answer the answer that somebody awaits, or {@code null} where nobody does
	 * @return when it is handled; {@code null} if it already is
	 */
	@Nullable CompletionStage<?> handle(PipeHandler handler, Occurrence occurrence, PipeHandlerException failure,
			@Nullable Answer answer) {
		PipeHandlerErrorHandler named = handler.errorHandler();
		PipeHandler method = this.registry.exceptionMethods().ofBean(handler.beanName(), failure);
		if (method == null && named == null) {
			method = this.registry.exceptionMethods().ofAll(failure);
		}
		PipeHandlerErrorHandler fallback = (named != null) ? named : this.errorHandler;
		if (method != null) {
			return new Handling(method, occurrence, failure, answer, fallback).call();
		}
		if (answer != null) {
			answer.failed(failure);
		}
		report(fallback, failure);
		return null;
	}

	private static void report(PipeHandlerErrorHandler errorHandler, PipeHandlerException failure) {
		try {
			errorHandler.handleError(failure);
		}
		catch (Throwable ex) {
			ex.addSuppressed(failure);
			logger.error("The PipeHandlerErrorHandler failed", ex);
		}
	}

	/**
	 * A call of an exception method.
	 *
	 * @param method the method
	 * @param occurrence what the handler failed to handle
	 * @param failure what went wrong
	 * @param answer the answer that somebody awaits, or {@code null} where nobody does
	 * @param fallback takes what goes wrong with it
	 */
	private record Handling(PipeHandler method, Occurrence occurrence, PipeHandlerException failure,
			@Nullable Answer answer, PipeHandlerErrorHandler fallback) {

		@Nullable CompletionStage<?> call() {
			try {
				CompletionStage<?> done = this.method.handle(this.occurrence, this.failure);
				if (done == null) {
					return handled(null);
				}
				return done.handle((result, ex) -> stage((ex != null) ? failedToo(ex) : handled(result)))
					.thenCompose((next) -> next);
			}
			catch (Throwable ex) {
				return failedToo(ex);
			}
		}

		private @Nullable CompletionStage<?> handled(@Nullable Object result) {
			if (this.answer != null && this.method.answers()) {
				return this.answer.give(result);
			}
			if (this.answer != null) {
				this.answer.failed(this.failure);
			}
			return null;
		}

		private @Nullable CompletionStage<?> failedToo(Throwable ex) {
			PipeHandlerException second = (ex instanceof PipeHandlerException already) ? already
					: this.method.failure(this.occurrence, ex);
			if (this.answer != null && second.getCause() instanceof PipeReplyException reply) {
				return this.answer.give(reply);
			}
			if (this.answer != null) {
				this.answer.failed(this.failure);
			}
			boolean rethrown = second.getCause() != null && second.getCause().equals(this.failure.getCause());
			if (!rethrown) {
				second.addSuppressed(this.failure);
			}
			report(this.fallback, rethrown ? this.failure : second);
			return null;
		}

		private static CompletionStage<?> stage(@Nullable CompletionStage<?> stage) {
			return (stage != null) ? stage : CompletableFuture.completedFuture(null);
		}

	}

}
