/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.triggering;

import java.util.Map;

import io.pusherpipe.spring.core.PipeTemplate;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

// tag::ticker[]
@Component
class Ticker {

	private final PipeTemplate pipe;

	private final Rates rates;

	Ticker(PipeTemplate pipe, Rates rates) {
		this.pipe = pipe;
		this.rates = rates;
	}

	@Scheduled(fixedRate = 1000)
	void tick() {
		this.pipe.channel("prices").trigger("tick", Map.of("EUR", this.rates.euro()));
	}

}
// end::ticker[]
