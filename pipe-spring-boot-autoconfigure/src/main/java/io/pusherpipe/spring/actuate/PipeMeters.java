/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters of the Pipe in an application. No tag has a value that a browser or the
 * application's code can choose.
 */
public enum PipeMeters implements MeterDocumentation {

	/** 1 while the Pipe is connected, otherwise 0. */
	CONNECTED("pipe.client.connected", Meter.Type.GAUGE, null, null),

	/** Connections after the first one. */
	RECONNECTS("pipe.client.reconnects", Meter.Type.COUNTER, null, null),

	/** Connections that were lost. */
	INTERRUPTIONS("pipe.client.interruptions", Meter.Type.COUNTER, null, null),

	/** Attempts to connect that failed. */
	FAILED_ATTEMPTS("pipe.client.attempts.failed", Meter.Type.COUNTER, null, null),

	/** What the edge has delivered, by kind, also what was delivered before. */
	RECEIVED("pipe.client.received", Meter.Type.COUNTER, "events", Tag.KIND),

	/** What the edge has delivered that was delivered before. */
	REDELIVERED("pipe.client.redelivered", Meter.Type.COUNTER, "events", null),

	/** Gaps that the edge has told of. */
	GAPS("pipe.client.gaps", Meter.Type.COUNTER, null, null),

	/** Events that were lost in gaps, as far as their number is known. */
	LOST("pipe.client.lost", Meter.Type.COUNTER, "events", null),

	/** What the edge has delivered and is not acknowledged yet. */
	UNACKNOWLEDGED("pipe.client.unacknowledged", Meter.Type.GAUGE, "events", null),

	/** Triggers, by what became of them. */
	TRIGGERS("pipe.client.triggers", Meter.Type.COUNTER, null, Tag.OUTCOME),

	/** How much of the outbound buffer is taken. */
	OUTBOUND("pipe.client.outbound.size", Meter.Type.GAUGE, "bytes", null),

	/** Events whose handlers are done, whether they succeeded or not. */
	HANDLED("pipe.handlers.handled", Meter.Type.COUNTER, "events", null),

	/** Calls of handlers that failed for good. */
	FAILED("pipe.handlers.failed", Meter.Type.COUNTER, null, null),

	/** Further attempts after a failure. */
	RETRIED("pipe.handlers.retried", Meter.Type.COUNTER, null, null),

	/** Events that wait for their handlers or are being handled. */
	UNFINISHED("pipe.handlers.unfinished", Meter.Type.GAUGE, "events", null),

	/** Sockets and channels those belong to, which is how many may be handled at once. */
	LANES("pipe.handlers.lanes", Meter.Type.GAUGE, null, null);

	private final String meterName;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final @Nullable Tag tag;

	PipeMeters(String meterName, Meter.Type type, @Nullable String baseUnit, @Nullable Tag tag) {
		this.meterName = meterName;
		this.type = type;
		this.baseUnit = baseUnit;
		this.tag = tag;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public KeyName[] getKeyNames() {
		return (this.tag != null) ? new KeyName[] { this.tag } : EMPTY;
	}

	/**
	 * The tags.
	 */
	public enum Tag implements KeyName {

		/**
		 * What was delivered: {@code socket_opened}, {@code socket_message},
		 * {@code socket_closed}, {@code channel_occupied}, {@code channel_vacated},
		 * {@code member_added}, {@code member_removed} or {@code snapshot}.
		 */
		KIND {

			@Override
			public String asString() {
				return "kind";
			}

		},

		/**
		 * What became of it: {@code success}, {@code refused}, {@code not_connected},
		 * {@code lost}, {@code timed_out} or {@code limited}.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

}
