/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.shop;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.core.PipeTemplate;
import io.pusherpipe.spring.handler.PipeReplyException;

import org.springframework.stereotype.Component;

/**
 * Takes orders.
 */
// tag::handlers[]
@Component
class OrderHandlers {

	private final Orders orders;

	private final PipeTemplate pipe;

	OrderHandlers(Orders orders, PipeTemplate pipe) {
		this.orders = orders;
		this.pipe = pipe;
	}

	@OnSocketEvent("order")
	void order(PipeSocket socket, Order order) {
		long number = this.orders.keep(order);
		socket.trigger("confirmed", new Receipt(number, order.item()));
		this.pipe.channel("stock").trigger("sold", order);
	}

	@OnSocketEvent("price")
	double price(String item) {
		if (!item.equals("tea")) {
			throw new PipeReplyException(404, "Nothing is known of " + item);
		}
		return 2.5;
	}

}
// end::handlers[]
