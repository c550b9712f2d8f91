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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import io.pusherpipe.client.PipeDelivery;
import io.pusherpipe.protocol.pipe.PipeNotification;
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

	private final HandlerFailures failures;

	private final PipeHandlerOptions options;

	private final Function<Occurrence, @Nullable Answer> answers;

	private final HandlerCalls calls = new HandlerCalls();

	private final AtomicInteger unfinished = new AtomicInteger();

	private final LongAdder handled = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder retried = new LongAdder();

	private final AtomicReference<@Nullable Runnable> whenIdle = new AtomicReference<>();

	private volatile boolean abandoned;

	private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

	/**
	 * Create a new dispatcher.
	 * @param registry the handlers
	 * @param executor where they run
	 * @param errorHandler what becomes of their failures
	 * @param options how they are called
	 * @param answers gives the answer to what somebody has asked
	 */
	PipeDispatcher(PipeHandlerRegistry registry, Executor executor, PipeHandlerErrorHandler errorHandler,
			PipeHandlerOptions options, Function<Occurrence, @Nullable Answer> answers) {
		this.registry = registry;
		this.executor = new ChainedExecutor(executor);
		this.options = options;
		this.answers = answers;
		this.lanes = new KeyedSerialExecutor(this.executor);
		this.failures = new HandlerFailures(registry, errorHandler);
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
		Work work = new Work(occurrence, handlers, () -> !this.abandoned && delivery.isCurrent(),
				this.answers.apply(occurrence), () -> acknowledge(delivery));
		call(work, opened.isDone() ? null : () -> opened);
	}

	private void acknowledge(PipeDelivery delivery) {
		if (!this.abandoned) {
			delivery.acknowledge();
		}
	}

	/**
	 * Let go what is still being handled: nothing more is acknowledged, so that it comes
	 * again elsewhere.
	 */
	void abandon() {
		this.abandoned = true;
	}

	/**
	 * Have the handlers of something about the Pipe itself called.
	 * @param occurrence what happened
	 * @param before what to do before, on a handler thread
	 * @param after what to do when they are done
	 */
	void dispatch(Occurrence occurrence, Runnable before, Runnable after) {
		call(new Work(occurrence, this.registry.handlersOf(occurrence), () -> true, null, after), () -> {
			runGuarded(before);
			return null;
		});
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

	private void call(Work work, KeyedSerialExecutor.@Nullable Task first) {
		this.unfinished.incrementAndGet();
		Object key = work.occurrence.orderKey(this.options.shard());
		try {
			if (first != null) {
				this.lanes.execute(key, first);
			}
			this.lanes.execute(key, () -> callAll(work, 0));
		}
		catch (RejectedExecutionException ex) {
			// Not acknowledged either: somebody else may handle it.
			logger.debug("Not handled, since the application has stopped: " + work.occurrence);
			finished();
		}
	}

	// A handler that ends later gives its thread back.
	private @Nullable CompletionStage<?> callAll(Work work, int from) {
		for (int i = from; i < work.handlers.size(); i++) {
			CompletionStage<?> done = call(work.handlers.get(i), work, 1);
			if (done != null && !done.toCompletableFuture().isDone()) {
				int next = i + 1;
				return done.handleAsync((result, failure) -> stage(callAll(work, next)), this.executor)
					.thenCompose((rest) -> rest);
			}
		}
		return finish(work);
	}

	private @Nullable CompletionStage<?> finish(Work work) {
		if (work.isCurrent() && work.occurrence.source() instanceof PipeNotification) {
			this.handled.increment();
		}
		if (work.answer == null || !work.isCurrent()) {
			work.after.run();
			finished();
			return null;
		}
		return work.answer.finish().whenComplete((result, failure) -> {
			work.after.run();
			finished();
		});
	}

	private static void runGuarded(Runnable action) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			logger.error("A listener of the Pipe's application events failed", ex);
		}
	}

	private @Nullable CompletionStage<?> call(PipeHandler handler, Work work, int attempt) {
		if (!work.isCurrent()) {
			return null;
		}
		try {
			CompletionStage<?> done = this.calls.call(handler, work.occurrence);
			if (done == null) {
				return succeeded(handler, work, null);
			}
			return done
				.handle((result, failure) -> (failure != null)
						? later(() -> failed(handler, work, attempt, handler.failure(work.occurrence, failure)))
						: stage(succeeded(handler, work, result)))
				.thenCompose((next) -> next);
		}
		catch (PipeHandlerException ex) {
			return failed(handler, work, attempt, ex);
		}
		catch (Throwable ex) {
			return failed(handler, work, attempt, handler.failure(work.occurrence, ex));
		}
	}

	private static @Nullable CompletionStage<?> succeeded(PipeHandler handler, Work work, @Nullable Object result) {
		return (work.answer != null && handler.answers()) ? work.answer.give(result) : null;
	}

	private @Nullable CompletionStage<?> failed(PipeHandler handler, Work work, int attempt,
			PipeHandlerException failure) {
		if (this.abandoned) {
			logger.warn("Interrupted by the application's stop, and to be delivered again: " + failure.getMessage());
			return null;
		}
		Answer answer = work.answer;
		if (answer != null && failure.getCause() instanceof PipeReplyException reply) {
			return answer.give(reply);
		}
		if (attempt >= this.options.maxAttempts() || failure.isFinal()) {
			this.failed.increment();
			return this.failures.handle(handler, work.occurrence, failure, answer);
		}
		this.retried.increment();
		logger.debug("Attempt " + attempt + " failed: " + failure.getMessage(), failure.getCause());
		long delay = this.options.retryDelay().toMillis();
		Executor later = CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, this.executor);
		return CompletableFuture.supplyAsync(() -> stage(call(handler, work, attempt + 1)), later)
			.thenCompose((again) -> again);
	}

	private static CompletionStage<@Nullable Void> stage(@Nullable CompletionStage<?> stage) {
		return (stage != null) ? stage.thenAccept((result) -> {
		}) : DONE;
	}

	// What a handler returned may end on an event loop, where nothing may block.
	private CompletionStage<@Nullable Void> later(Supplier<@Nullable CompletionStage<?>> task) {
		return CompletableFuture.supplyAsync(() -> stage(task.get()), this.executor).thenCompose((next) -> next);
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
	 * What calls the handlers.
	 * @return the calls
	 */
	HandlerCalls calls() {
		return this.calls;
	}

	/**
	 * What has been done, and what is under way.
	 * @return the numbers as they are now
	 */
	PipeHandlerStatistics statistics() {
		return new PipeHandlerStatistics(this.handled.sum(), this.failed.sum(), this.retried.sum(),
				this.unfinished.get(), this.lanes.activeKeys());
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

	/**
	 * Something that is being handled.
	 *
	 * @param occurrence what happened
	 * @param handlers what handles it
	 * @param current whether it may still be handled
	 * @param answer the answer, or {@code null} where nobody has asked
	 * @param after what to do when it has been handled
	 */
	private record Work(Occurrence occurrence, List<PipeHandler> handlers, BooleanSupplier current,
			@Nullable Answer answer, Runnable after) {

		boolean isCurrent() {
			return this.current.getAsBoolean();
		}

	}

}
