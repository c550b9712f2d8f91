/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientStatistics;

/**
 * {@link MeterBinder} of the {@linkplain PipeMeters meters} of a client.
 */
public final class PipeClientMetrics implements MeterBinder {

	private final PipeClient client;

	/**
	 * Create new metrics.
	 * @param client the client
	 */
	public PipeClientMetrics(PipeClient client) {
		this.client = client;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		MeterBuilder meters = new MeterBuilder(registry);
		PipeClient client = this.client;
		meters.register(PipeMeters.CONNECTED, client, (from) -> from.state().isConnected() ? 1 : 0);
		meters.register(PipeMeters.RECONNECTS, client, (from) -> from.statistics().reconnects());
		meters.register(PipeMeters.INTERRUPTIONS, client, (from) -> from.statistics().interruptions());
		meters.register(PipeMeters.FAILED_ATTEMPTS, client, (from) -> from.statistics().failedAttempts());
		for (PipeClientStatistics.Kind kind : PipeClientStatistics.Kind.values()) {
			meters.register(PipeMeters.RECEIVED, kind, client,
					(from) -> from.statistics().received().getOrDefault(kind, 0L));
		}
		meters.register(PipeMeters.REDELIVERED, client, (from) -> from.statistics().redelivered());
		meters.register(PipeMeters.GAPS, client, (from) -> from.statistics().gaps());
		meters.register(PipeMeters.LOST, client, (from) -> from.statistics().lostEvents());
		meters.register(PipeMeters.UNACKNOWLEDGED, client, (from) -> from.statistics().unacknowledged());
		for (PipeClientStatistics.TriggerOutcome outcome : PipeClientStatistics.TriggerOutcome.values()) {
			meters.register(PipeMeters.TRIGGERS, outcome, client,
					(from) -> from.statistics().triggers().getOrDefault(outcome, 0L));
		}
		meters.register(PipeMeters.OUTBOUND, client, (from) -> from.statistics().outboundBytes());
	}

}
