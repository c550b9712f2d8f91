/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of the edge in this application: {@link Status#UP UP} while it listens,
 * {@link Status#OUT_OF_SERVICE OUT_OF_SERVICE} while it closes its sockets, and when it
 * does not run. Details: {@code state} ({@code listening}, {@code draining} or
 * {@code stopped}), and {@code port} where it runs.
 */
final class PipeServerHealthIndicator extends AbstractHealthIndicator {

	private final PipeServerLifecycle server;

	PipeServerHealthIndicator(PipeServerLifecycle server) {
		super("The edge's health could not be told");
		this.server = server;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		Integer port = this.server.portIfRunning();
		if (port == null) {
			health.outOfService().withDetail("state", "stopped");
		}
		else if (this.server.isDraining()) {
			health.outOfService().withDetail("state", "draining").withDetail("port", port);
		}
		else {
			health.up().withDetail("state", "listening").withDetail("port", port);
		}
	}

}
