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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

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

	private final PipeHandlerRegistry registry;

	private final KeyedSerialExecutor lanes;

	private final PipeHandlerErrorHandler errorHandler;

	private final AtomicInteger unfinished = new AtomicInteger();

	private final AtomicReference<@Nullable Runnable> whenIdle = new AtomicReference<>();

	private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

	/**
	 * Create a new dispatcher.
	 * @param registry the handlers
	 * @param executor where they run
	 * @param errorHandler what becomes of their failures
	 */
	PipeDispatcher(PipeHandlerRegistry registry, Executor executor, PipeHandlerErrorHandler errorHandler) {
		this.registry = registry;
		this.lanes = new KeyedSerialExecutor(executor);
		this.errorHandler = errorHandler;
	}

	/**
	 * Have the handlers of a delivery called, and acknowledge it when they are done.
	 * @param delivery the delivery
	 */
	void dispatch(PipeDelivery delivery) {
		Occurrence occurrence = Occurrence.of(delivery.notification());
		List<PipeHandler> handlers = (occurrence != null) ? this.registry.handlersOf(occurrence) : List.of();
		if (occurrence == null || handlers.isEmpty()) {
			delivery.acknowledge();
			return;
		}
		CompletableFuture<Void> opened = this.gate;
		call(occurrence, opened.isDone() ? null : () -> opened, handlers, delivery::acknowledge);
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
		}, this.registry.handlersOf(occurrence), after);
	}

	private void call(Occurrence occurrence, KeyedSerialExecutor.@Nullable Task first, List<PipeHandler> handlers,
			Runnable after) {
		this.unfinished.incrementAndGet();
		Runnable finish = () -> {
			after.run();
			finished();
		};
		Object key = occurrence.orderKey();
		try {
			if (first != null) {
				this.lanes.execute(key, first);
			}
			for (PipeHandler handler : handlers) {
				this.lanes.execute(key, () -> call(handler, occurrence));
			}
			this.lanes.execute(key, () -> {
				finish.run();
				return null;
			});
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Not handled, since the application has stopped: " + occurrence);
			finish.run();
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

	private @Nullable CompletionStage<?> call(PipeHandler handler, Occurrence occurrence) {
		try {
			CompletionStage<?> done = handler.handle(occurrence);
			return (done != null) ? done.handle((result, failure) -> {
				if (failure != null) {
					report(handler.failure(occurrence, failure));
				}
				return null;
			}) : null;
		}
		catch (PipeHandlerException ex) {
			report(ex);
		}
		catch (Throwable ex) {
			report(handler.failure(occurrence, ex));
		}
		return null;
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
