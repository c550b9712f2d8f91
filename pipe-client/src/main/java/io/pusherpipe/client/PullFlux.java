/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * Emits to its one subscriber what a source has, as far as there is demand. The source is
 * asked by one thread at a time; any thread may {@link #signal()} that it has more.
 *
 * @param <T> what is emitted
 */
final class PullFlux<T> extends Flux<T> implements Subscription {

	private final Supplier<@Nullable T> source;

	private final Runnable onCancel;

	private final AtomicBoolean subscribed = new AtomicBoolean();

	private final AtomicInteger signals = new AtomicInteger();

	private final AtomicLong requested = new AtomicLong();

	private volatile @Nullable CoreSubscriber<? super T> subscriber;

	private volatile boolean finished;

	private volatile boolean cancelled;

	PullFlux(Supplier<@Nullable T> source, Runnable onCancel) {
		this.source = source;
		this.onCancel = onCancel;
	}

	/**
	 * Tell that the source may have something.
	 */
	void signal() {
		if (this.signals.getAndIncrement() != 0) {
			return;
		}
		int missed = 1;
		do {
			CoreSubscriber<? super T> subscriber = this.subscriber;
			if (subscriber != null) {
				drainTo(subscriber);
			}
			missed = this.signals.addAndGet(-missed);
		}
		while (missed != 0);
	}

	/**
	 * Complete as soon as the source has nothing left.
	 */
	void finish() {
		this.finished = true;
		signal();
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		if (!this.subscribed.compareAndSet(false, true)) {
			Operators.error(actual, new IllegalStateException("only one subscriber is allowed"));
			return;
		}
		actual.onSubscribe(this);
		this.subscriber = actual;
		signal();
	}

	@Override
	public void request(long n) {
		if (Operators.validate(n)) {
			this.requested.accumulateAndGet(n, Operators::addCap);
			signal();
		}
	}

	@Override
	public void cancel() {
		if (!this.cancelled) {
			this.cancelled = true;
			this.onCancel.run();
		}
	}

	private void drainTo(CoreSubscriber<? super T> subscriber) {
		long demand = this.requested.get();
		long emitted = 0;
		while (!this.cancelled && emitted != demand) {
			boolean finished = this.finished;
			T next = this.source.get();
			if (next != null) {
				subscriber.onNext(next);
				emitted++;
				continue;
			}
			if (finished) {
				this.cancelled = true;
				subscriber.onComplete();
			}
			break;
		}
		if (emitted != 0 && demand != Long.MAX_VALUE) {
			this.requested.addAndGet(-emitted);
		}
	}

}
