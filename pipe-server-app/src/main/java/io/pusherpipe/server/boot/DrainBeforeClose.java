/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.boot;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Drains the edge before anything else ends, so that operators and load balancers still
 * get an answer meanwhile: that it is out of service.
 */
@Component
final class DrainBeforeClose implements ApplicationListener<ContextClosedEvent>, Ordered {

	private final ApplicationContext context;

	private final SmartLifecycle edge;

	DrainBeforeClose(ApplicationContext context, @Qualifier("pipeServerLifecycle") SmartLifecycle edge) {
		this.context = context;
		this.edge = edge;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
			this.edge.stop();
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
