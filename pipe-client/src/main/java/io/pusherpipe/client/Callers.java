/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import reactor.core.publisher.MonoSink;

/**
 * Callers who wait for the same thing. Touched by serial tasks only. Who is told waits no
 * more.
 */
final class Callers {

	private final Set<MonoSink<Void>> waiting = new LinkedHashSet<>();

	void add(MonoSink<Void> caller) {
		this.waiting.add(caller);
	}

	void remove(MonoSink<Void> caller) {
		this.waiting.remove(caller);
	}

	boolean isEmpty() {
		return this.waiting.isEmpty();
	}

	/**
	 * Tell them that it has come about.
	 */
	void succeed() {
		tell(MonoSink::success);
	}

	/**
	 * Tell them that it will not come about.
	 * @param reason why
	 */
	void fail(Throwable reason) {
		tell((caller) -> caller.error(reason));
	}

	// Whoever is told may come back at once.
	private void tell(Consumer<MonoSink<Void>> message) {
		List<MonoSink<Void>> callers = List.copyOf(this.waiting);
		this.waiting.clear();
		callers.forEach(message);
	}

}
