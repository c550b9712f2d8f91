/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * A clock that goes on while timers do not, as after SIGSTOP.
 */
final class FrozenTime implements Scheduler {

	volatile long nanos;

	@Override
	public long now(TimeUnit unit) {
		return unit.convert(this.nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public Disposable schedule(Runnable task) {
		return Disposables.single();
	}

	@Override
	public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
		return Disposables.single();
	}

	@Override
	public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
		return Disposables.single();
	}

	@Override
	public Worker createWorker() {
		throw new UnsupportedOperationException();
	}

}
