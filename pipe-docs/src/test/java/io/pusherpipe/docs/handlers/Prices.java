/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.handlers;

import java.util.Optional;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.handler.PipeReplyException;

import org.springframework.stereotype.Component;

@Component
class Prices {

	private final Rates rates;

	Prices(Rates rates) {
		this.rates = rates;
	}

	// tag::price[]
	@OnSocketEvent("price")
	double price(Currency currency) {
		return this.rates.find(currency.sym()).orElseThrow(() -> new PipeReplyException(404, "No such currency"));
	}
	// end::price[]

	interface Rates {

		Optional<Double> find(String sym);

	}

	record Currency(String sym) {
	}

}
