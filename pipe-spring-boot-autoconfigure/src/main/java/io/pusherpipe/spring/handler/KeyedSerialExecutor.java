/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of one key one after another in the order they came, and those of
 * different keys side by side. A task may end later than its call returns; the key's next
 * task waits for that without holding a thread. A key that has nothing to do takes no
 * memory.
 */
final class KeyedSerialExecutor {

	// A busy key lets others have the thread after this many tasks.
	private static final int TASKS_IN_A_ROW = 16;

	private final Executor executor;

	private final Map<Object, Lane> lanes = new ConcurrentHashMap<>();

	/**
	 * Create a new executor.
	 * @param executor where tasks run
	 */
	KeyedSerialExecutor(Executor executor) {
		this.executor = executor;
	}

	/**
	 * Run a task after all earlier ones of the key.
	 * @param key what the task is about
	 * @param task what to do
	 * @throws RejectedExecutionException if the executor takes nothing any more; the
	 * key's waiting tasks are then lost
	 */
	void execute(Object key, Task task) {
		Lane added = new Lane(key, task);
		// Whoever puts a lane into the map starts it; it leaves the map when it is empty.
		if (this.lanes.merge(key, added, Lane::append) == added) {
			added.proceed();
		}
	}

	/**
	 * How many keys have tasks that wait or run.
	 * @return the number
	 */
	int activeKeys() {
		return this.lanes.size();
	}

	/**
	 * A task of a key.
	 */
	@FunctionalInterface
	interface Task {

		/**
		 * Do it. Must not throw.
		 * @return when it is done, normally or not; {@code null} if it already is
		 */
		@Nullable CompletionStage<?> run();

	}

	private final class Lane implements Runnable {

		private final Object key;

		// What comes next, or runs. Touched only by who runs the lane.
		private Task task;

		// What comes after that. Touched only inside the map's atomic operations on the
		// key.
		private @Nullable Queue<Task> waiting;

		Lane(Object key, Task task) {
			this.key = key;
			this.task = task;
		}

		// The other one has never run.
		Lane append(Lane other) {
			Queue<Task> waiting = this.waiting;
			if (waiting == null) {
				waiting = new ArrayDeque<>(4);
				this.waiting = waiting;
			}
			waiting.add(other.task);
			return this;
		}

		void proceed() {
			try {
				KeyedSerialExecutor.this.executor.execute(this);
			}
			catch (RejectedExecutionException ex) {
				KeyedSerialExecutor.this.lanes.remove(this.key, this);
				throw ex;
			}
		}

		@Override
		public void run() {
			for (int i = 0; i < TASKS_IN_A_ROW; i++) {
				CompletionStage<?> done = this.task.run();
				if (done != null && !done.toCompletableFuture().isDone()) {
					done.whenComplete((result, failure) -> proceedIfMore());
					return;
				}
				if (!advance()) {
					return;
				}
			}
			proceedIfPossible();
		}

		private void proceedIfMore() {
			if (advance()) {
				proceedIfPossible();
			}
		}

		private void proceedIfPossible() {
			try {
				proceed();
			}
			catch (RejectedExecutionException ex) {
				// The application has stopped: nobody waits for the rest.
			}
		}

		private boolean advance() {
			return KeyedSerialExecutor.this.lanes.computeIfPresent(this.key, (key, lane) -> lane.next()) != null;
		}

		private @Nullable Lane next() {
			Task next = (this.waiting != null) ? this.waiting.poll() : null;
			if (next == null) {
				return null;
			}
			this.task = next;
			return this;
		}

	}

}
