/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.node;

import java.time.Duration;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeEvent;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

@Component
class OneSocket {

	private final PipeClient client;

	OneSocket(PipeClient client) {
		this.client = client;
	}

	// tag::one-socket[]
	Mono<PipeEvent> move(String socketId) {
		return this.client.socket(socketId)
			.events("move")
			.next()
			.takeUntilOther(this.client.socket(socketId).closed())
			.timeout(Duration.ofSeconds(30));
	}
	// end::one-socket[]

}
