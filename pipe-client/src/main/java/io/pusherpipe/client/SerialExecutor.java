/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the thread that brings them or, if another is at it
 * already, in that one. What only such tasks touch needs no lock, and a task that brings
 * a task does not run it inside itself.
 */
final class SerialExecutor implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(SerialExecutor.class);

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicInteger pending = new AtomicInteger();

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		if (this.pending.getAndIncrement() == 0) {
			do {
				run();
			}
			while (this.pending.decrementAndGet() != 0);
		}
	}

	private void run() {
		Runnable task = this.tasks.remove();
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			// The tasks after it must run all the same.
			logger.error("A task of the Pipe failed", ex);
		}
	}

}
