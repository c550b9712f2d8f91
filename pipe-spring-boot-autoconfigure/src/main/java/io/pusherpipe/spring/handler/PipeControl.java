/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.pusherpipe.spring.core.PipeConnectionLifecycle;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Pauses, resumes and restarts the Pipe of a running application, by the lifecycles that
 * start and stop it, and so with the same promises: what has come is handled, what has
 * not been acknowledged comes again, and what happens meanwhile is kept by the edge or
 * goes to other instances. One action at a time, on a thread of its own.
 */
public final class PipeControl {

	private static final Log logger = LogFactory.getLog(PipeControl.class);

	private final PipeHandlerLifecycle handlers;

	private final PipeConnectionLifecycle connection;

	private final Duration timeout;

	private final BooleanSupplier closed;

	private final AtomicReference<@Nullable Action> underWay = new AtomicReference<>();

	/**
	 * Create a new control.
	 * @param handlers stopped first
	 * @param connection stopped after that
	 * @param timeout how long to wait for handlers that run; what they are at is then
	 * delivered once more
	 * @param closed whether the application is being closed, so that nothing is to be
	 * started any more
	 */
	public PipeControl(PipeHandlerLifecycle handlers, PipeConnectionLifecycle connection, Duration timeout,
			BooleanSupplier closed) {
		this.handlers = handlers;
		this.connection = connection;
		this.timeout = timeout;
		this.closed = closed;
	}

	/**
	 * Begin an action. What is so already is left as it is.
	 * @param action what to do
	 * @return {@code false}, and nothing is done, if another action is under way
	 */
	public boolean begin(Action action) {
		if (!this.underWay.compareAndSet(null, action)) {
			return false;
		}
		Thread thread = new Thread(() -> carryOut(action), "pipe-control");
		thread.setDaemon(true);
		thread.start();
		return true;
	}

	/**
	 * What is being done.
	 * @return the action, or {@code null} if there is none
	 */
	public @Nullable Action underWay() {
		return this.underWay.get();
	}

	private void carryOut(Action action) {
		try {
			logger.info("Pipe: " + action.name().toLowerCase(Locale.ROOT) + " was asked for");
			switch (action) {
				case PAUSE -> await(this.handlers::stop);
				case RESUME -> start();
				case RESTART -> {
					await(this.handlers::stop);
					await(this.connection::stop);
					start();
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			logger.error("Pipe: " + action.name().toLowerCase(Locale.ROOT) + " failed: " + ex.getMessage());
		}
		finally {
			this.underWay.set(null);
		}
	}

	private void await(Consumer<Runnable> stop) throws InterruptedException {
		CountDownLatch stopped = new CountDownLatch(1);
		stop.accept(stopped::countDown);
		if (!stopped.await(this.timeout.toMillis(), TimeUnit.MILLISECONDS)) {
			logger.warn("Pipe: handlers were not done within " + this.timeout.toMillis() + " ms (property "
					+ "spring.lifecycle.timeout-per-shutdown-phase)");
		}
	}

	private void start() {
		if (!this.closed.getAsBoolean()) {
			this.handlers.start();
			// The application may have stopped everything just before.
			if (this.closed.getAsBoolean()) {
				this.handlers.stop();
				this.connection.stop();
			}
		}
	}

	/**
	 * What can be done.
	 */
	public enum Action {

		/**
		 * Take no more events, but stay connected, so that triggers work. Other instances
		 * of the group get the events; without any, the edge keeps them.
		 */
		PAUSE,

		/** Connect, if need be, and take events. */
		RESUME,

		/** Pause, disconnect, and resume with another connection. */
		RESTART

	}

}
