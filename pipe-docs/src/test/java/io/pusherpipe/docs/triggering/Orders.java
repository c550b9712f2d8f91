/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.triggering;

import java.util.concurrent.CompletableFuture;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeTemplate;

import org.springframework.stereotype.Component;

@Component
class Orders {

	private final PipeTemplate pipe;

	Orders(PipeTemplate pipe) {
		this.pipe = pipe;
	}

	// tag::awaited[]
	@OnSocketEvent("order")
	CompletableFuture<Void> ordered(Order order) {
		return this.pipe.channel("private-kitchen").trigger("ordered", order);
	}
	// end::awaited[]

	record Order(String dish) {
	}

}
