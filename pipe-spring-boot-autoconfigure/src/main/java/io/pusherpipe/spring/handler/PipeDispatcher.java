/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.client.PipeDelivery;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls the handlers of what happens: never on the caller's thread, all handlers of one
 * thing one after another, everything that one socket does in order, and different
 * sockets side by side.
 */
final class PipeDispatcher {

	private static final Log logger = LogFactory.getLog(PipeDispatcher.class);

	private static final CompletionStage<@Nullable Void> DONE = CompletableFuture.completedFuture(null);

	private final PipeHandlerRegistry registry;

	private final Executor executor;

	private final KeyedSerialExecutor lanes;

	private final PipeHandlerErrorHandler errorHandler;

	private final PipeHandlerOptions options;

	private final AtomicInteger unfinished = new AtomicInteger();

	private final AtomicReference<@Nullable Runnable> whenIdle = new AtomicReference<>();

	private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

	/**
	 * Create a new dispatcher.
	 * @param registry the handlers
	 * @param executor where they run
	 * @param errorHandler what becomes of their failures
	 * @param options how they are called
	 */
	PipeDispatcher(PipeHandlerRegistry registry, Executor executor, PipeHandlerErrorHandler errorHandler,
			PipeHandlerOptions options) {
		this.registry = registry;
		this.executor = executor;
		this.options = options;
		this.lanes = new KeyedSerialExecutor(executor);
		this.errorHandler = errorHandler;
	}

	/**
	 * Have the handlers of a delivery called, and acknowledge it when they are done. No
	 * handler begins once the delivery is not current any more: it comes again.
	 * @param delivery the delivery
	 */
	void dispatch(PipeDelivery delivery) {
		Occurrence occurrence = Occurrence.of(delivery.notification(), delivery.redelivered());
		List<PipeHandler> handlers = (occurrence != null) ? this.registry.handlersOf(occurrence) : List.of();
		if (occurrence == null || handlers.isEmpty()) {
			delivery.acknowledge();
			return;
		}
		CompletableFuture<Void> opened = this.gate;
		call(occurrence, opened.isDone() ? null : () -> opened, handlers, delivery::isCurrent, delivery::acknowledge);
	}

	/**
	 * Have the handlers of something about the Pipe itself called.
	 * @param occurrence what happened
	 * @param before what to do before, on a handler thread
	 * @param after what to do when they are done
	 */
	void dispatch(Occurrence occurrence, Runnable before, Runnable after) {
		call(occurrence, () -> {
			runGuarded(before);
			return null;
		}, this.registry.handlersOf(occurrence), () -> true, after);
	}

	/**
	 * Do something about the Pipe itself that has no handlers.
	 * @param action what to do, on a handler thread
	 */
	void execute(Runnable action) {
		this.unfinished.incrementAndGet();
		try {
			this.lanes.execute(Occurrence.PIPE, () -> {
				runGuarded(action);
				finished();
				return null;
			});
		}
		catch (RejectedExecutionException ex) {
			finished();
		}
	}

	private void call(Occurrence occurrence, KeyedSerialExecutor.@Nullable Task first, List<PipeHandler> handlers,
			BooleanSupplier current, Runnable after) {
		this.unfinished.incrementAndGet();
		Object key = occurrence.orderKey(this.options.shard());
		try {
			if (first != null) {
				this.lanes.execute(key, first);
			}
			for (PipeHandler handler : handlers) {
				this.lanes.execute(key, () -> call(handler, occurrence, current, 1));
			}
			this.lanes.execute(key, () -> {
				after.run();
				finished();
				return null;
			});
		}
		catch (RejectedExecutionException ex) {
			// Not acknowledged either: somebody else may handle it.
			logger.debug("Not handled, since the application has stopped: " + occurrence);
			finished();
		}
	}

	private static void runGuarded(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			logger.error("A listener of the Pipe's application events failed", ex);
		}
	}

	private @Nullable CompletionStage<?> call(PipeHandler handler, Occurrence occurrence, BooleanSupplier current,
			int attempt) {
		if (!current.getAsBoolean()) {
			return null;
		}
		try {
			CompletionStage<?> done = handler.handle(occurrence);
			if (done == null) {
				return null;
			}
			return done.handle((result, failure) -> (failure != null) ? handler.failure(occurrence, failure) : null)
				.thenCompose((failure) -> (failure != null)
						? stage(failed(handler, occurrence, current, attempt, failure)) : DONE);
		}
		catch (PipeHandlerException ex) {
			return failed(handler, occurrence, current, attempt, ex);
		}
		catch (Throwable ex) {
			return failed(handler, occurrence, current, attempt, handler.failure(occurrence, ex));
		}
	}

	private @Nullable CompletionStage<?> failed(PipeHandler handler, Occurrence occurrence, BooleanSupplier current,
			int attempt, PipeHandlerException failure) {
		// Data that cannot be converted will not be better the next time.
		if (attempt >= this.options.maxAttempts() || failure.getCause() instanceof PipeConversionException) {
			report(failure);
			return null;
		}
		logger.debug("Attempt " + attempt + " failed: " + failure.getMessage(), failure.getCause());
		long delay = this.options.retryDelay().toMillis();
		Executor later = CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, this.executor);
		return CompletableFuture.supplyAsync(() -> stage(call(handler, occurrence, current, attempt + 1)), later)
			.thenCompose((again) -> again);
	}

	private static CompletionStage<@Nullable Void> stage(@Nullable CompletionStage<?> stage) {
		return (stage != null) ? stage.thenAccept((result) -> {
		}) : DONE;
	}

	private void report(PipeHandlerException failure) {
		try {
			this.errorHandler.handleError(failure);
		}
		catch (Throwable ex) {
			ex.addSuppressed(failure);
			logger.error("The PipeHandlerErrorHandler failed", ex);
		}
	}

	private void finished() {
		if (this.unfinished.decrementAndGet() == 0) {
			tellIdle();
		}
	}

	/**
	 * Hold back deliveries that come from now on.
	 * @return completed to let them go
	 */
	CompletableFuture<Void> hold() {
		CompletableFuture<Void> gate = new CompletableFuture<>();
		this.gate = gate;
		return gate;
	}

	/**
	 * Tell when everything that came has been handled.
	 * @param callback called once, perhaps at once
	 */
	void whenIdle(Runnable callback) {
		this.whenIdle.set(callback);
		if (this.unfinished.get() == 0) {
			tellIdle();
		}
	}

	private void tellIdle() {
		Runnable callback = this.whenIdle.getAndSet(null);
		if (callback != null) {
			callback.run();
		}
	}

}
