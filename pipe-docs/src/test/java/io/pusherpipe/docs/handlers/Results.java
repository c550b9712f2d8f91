/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.handlers;

import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.TriggerOnChannel;
import io.pusherpipe.spring.annotation.TriggerOnSocket;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Component;

@Component
class Results {

	private final Orders orders;

	private final Rates rates;

	Results(Orders orders, Rates rates) {
		this.orders = orders;
		this.rates = rates;
	}

	// tag::results[]
	@OnSocketEvent("order")
	@TriggerOnSocket("confirmed")
	Receipt order(Order order) {
		return this.orders.keep(order);
	}

	@OnChannelEvent(channel = "private-room-{room}", event = "say")
	@TriggerOnChannel(event = "said", exceptSender = true)
	Message said(Message message) {
		return message.cleaned();
	}

	@OnSocketEvent("watch")
	@TriggerOnChannel(event = "price", channel = "prices")
	Flux<Price> prices(String symbol) {
		return this.rates.of(symbol);
	}
	// end::results[]

	interface Orders {

		Receipt keep(Order order);

	}

	interface Rates {

		Flux<Price> of(String symbol);

	}

	record Order(String item) {
	}

	record Receipt(long number) {
	}

	record Price(String symbol, double price) {
	}

	record Message(String text) {

		Message cleaned() {
			return new Message(this.text.strip());
		}

	}

}
