/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.pusherpipe.protocol.pipe.PipeEventType;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * Waits for what a client promises.
 */
final class Await {

	private Await() {
	}

	static void completion(Mono<Void> mono) {
		StepVerifier.create(mono).expectComplete().verify(StubEdge.TIMEOUT);
	}

	static void connected(PipeClient client) {
		completion(client.connect());
	}

	static void disconnected(PipeClient client) {
		completion(client.disconnect());
	}

	static void subscribed(PipeClient client, PipeEventType... types) {
		completion(client.subscribe(types));
	}

	/**
	 * Wait until something holds that nothing tells of.
	 */
	static void until(BooleanSupplier condition) {
		StepVerifier
			.create(Flux.interval(Duration.ofMillis(2)).filter((tick) -> condition.getAsBoolean()).next().then())
			.expectComplete()
			.verify(StubEdge.TIMEOUT);
	}

}
