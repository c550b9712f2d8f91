/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a hot Flux emits from now on.
 */
final class Recorded<T> {

	private final BlockingQueue<T> values = new LinkedBlockingQueue<>();

	private final BlockingQueue<Object> ends = new LinkedBlockingQueue<>();

	private final BaseSubscriber<T> subscriber;

	private Recorded(long demand) {
		this.subscriber = new BaseSubscriber<>() {

			@Override
			protected void hookOnSubscribe(Subscription subscription) {
				if (demand > 0) {
					subscription.request(demand);
				}
			}

			@Override
			protected void hookOnNext(T value) {
				Recorded.this.values.add(value);
			}

			@Override
			protected void hookOnError(Throwable ex) {
				Recorded.this.ends.add(ex);
			}

			@Override
			protected void hookOnComplete() {
				Recorded.this.ends.add("completed");
			}

		};
	}

	static <T> Recorded<T> of(Flux<T> flux) {
		Recorded<T> recorded = new Recorded<>(Long.MAX_VALUE);
		flux.subscribe(recorded.subscriber);
		return recorded;
	}

	/**
	 * What the Flux emits as far as it is requested.
	 */
	static <T> Recorded<T> onRequest(Flux<T> flux) {
		Recorded<T> recorded = new Recorded<>(0);
		flux.subscribe(recorded.subscriber);
		return recorded;
	}

	void request(long demand) {
		this.subscriber.request(demand);
	}

	void cancel() {
		this.subscriber.cancel();
	}

	T next() {
		return poll("a value", this.values);
	}

	List<T> next(int count) {
		List<T> next = new ArrayList<>();
		while (next.size() < count) {
			next.add(next());
		}
		return next;
	}

	/**
	 * Wait for a value of a type, and skip what comes before it.
	 */
	<S extends T> S next(Class<S> type) {
		while (true) {
			T next = next();
			if (type.isInstance(next)) {
				return type.cast(next);
			}
		}
	}

	/**
	 * Wait until the Flux ends.
	 */
	Object end() {
		return poll("the end", this.ends);
	}

	boolean hasEnded() {
		return !this.ends.isEmpty();
	}

	/**
	 * How much has come and has not been asked for yet.
	 */
	int size() {
		return this.values.size();
	}

	/**
	 * What has come and has not been asked for yet.
	 */
	List<T> rest() {
		List<T> rest = new ArrayList<>();
		this.values.drainTo(rest);
		return rest;
	}

	private static <T> T poll(String what, BlockingQueue<T> queue) {
		try {
			T next = queue.poll(StubEdge.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			assertThat(next).as(what).isNotNull();
			return next;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
