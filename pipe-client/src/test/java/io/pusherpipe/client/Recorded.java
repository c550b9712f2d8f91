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

import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a hot Flux emits from now on.
 */
final class Recorded<T> {

	private final BlockingQueue<T> values = new LinkedBlockingQueue<>();

	private final BlockingQueue<Object> ends = new LinkedBlockingQueue<>();

	private Recorded() {
	}

	static <T> Recorded<T> of(Flux<T> flux) {
		Recorded<T> recorded = new Recorded<>();
		flux.subscribe(recorded.values::add, recorded.ends::add, () -> recorded.ends.add("completed"));
		return recorded;
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
