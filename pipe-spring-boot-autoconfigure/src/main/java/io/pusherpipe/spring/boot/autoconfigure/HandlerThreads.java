/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads that handlers run on. Not an {@link Executor} itself: Spring Boot would
 * take such a bean for the application's own.
 */
final class HandlerThreads implements DisposableBean {

	private static final String NAME_PREFIX = "pipe-handler-";

	private final Executor executor;

	private final @Nullable ThreadPoolExecutor pool;

	private HandlerThreads(Executor executor, @Nullable ThreadPoolExecutor pool) {
		this.executor = executor;
		this.pool = pool;
	}

	/**
	 * Virtual threads, as many as there are sockets whose handlers block.
	 * @return the threads
	 */
	static HandlerThreads virtual() {
		return new HandlerThreads(new VirtualThreadTaskExecutor(NAME_PREFIX), null);
	}

	/**
	 * Platform threads, which end when they have nothing to do for a minute.
	 * @param size how many there are at most
	 * @return the threads
	 * @throws PipeConfigurationException if the number is not positive
	 */
	static HandlerThreads platform(int size) {
		if (size < 1) {
			throw new PipeConfigurationException("The property pusher.pipe.handler.concurrency is " + size + ".",
					"Set it to at least 1.");
		}
		// The queue needs no bound of its own: what waits in it is bounded by
		// pusher.pipe.handler.buffer-size.
		ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(),
				new CustomizableThreadFactory(NAME_PREFIX));
		pool.allowCoreThreadTimeOut(true);
		return new HandlerThreads(pool, pool);
	}

	/**
	 * Where handlers run.
	 * @return the executor
	 */
	Executor executor() {
		return this.executor;
	}

	@Override
	public void destroy() {
		if (this.pool != null) {
			this.pool.shutdownNow();
		}
	}

}
