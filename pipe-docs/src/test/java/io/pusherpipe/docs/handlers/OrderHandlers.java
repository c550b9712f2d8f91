/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.handlers;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

import org.springframework.stereotype.Component;

@Component
class OrderHandlers {

	private final Orders orders;

	OrderHandlers(Orders orders) {
		this.orders = orders;
	}

	// tag::validation[]
	@OnSocketEvent("order")
	long order(@Valid Order order) {
		return this.orders.keep(order);
	}

	record Order(@NotBlank String item, @Min(1) int quantity) {
	}
	// end::validation[]

	interface Orders {

		long keep(Order order);

	}

}
