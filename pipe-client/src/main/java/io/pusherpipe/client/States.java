/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The state of the connection and its changes. Changed by serial tasks only.
 */
final class States {

	private final SerialExecutor serial;

	private final List<FluxSink<PipeState>> subscribers = new CopyOnWriteArrayList<>();

	private volatile PipeState current;

	States(SerialExecutor serial, PipeState first) {
		this.serial = serial;
		this.current = first;
	}

	PipeState current() {
		return this.current;
	}

	/**
	 * The current state and all changes, without regard to demand.
	 * @return a hot Flux
	 */
	Flux<PipeState> flux() {
		return Flux.create((sink) -> this.serial.execute(() -> {
			sink.next(this.current);
			this.subscribers.add(sink);
			sink.onDispose(() -> this.subscribers.remove(sink));
		}), FluxSink.OverflowStrategy.IGNORE);
	}

	void enter(PipeState state) {
		this.current = state;
		this.subscribers.forEach((subscriber) -> subscriber.next(state));
	}

}
