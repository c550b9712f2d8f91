/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeConnectionException;
import io.pusherpipe.client.PipeState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} of the Pipe:
 * <ul>
 * <li>{@link Status#UP} while it is connected, and while a connection that was lost, or
 * is being made for the first time, is missing for no longer than what is tolerated;</li>
 * <li>{@link Status#DOWN} when it has been missing for longer, and when the edge has
 * refused it for good;</li>
 * <li>{@link Status#OUT_OF_SERVICE} while nobody wants a connection: it has not been
 * started, or has been stopped.</li>
 * </ul>
 * Details are {@code state}, {@code url} (without user and query), {@code since},
 * {@code group} and {@code member}, while there is no connection {@code attempt}, and
 * from the first failure on {@code lastFailure} and, if the edge gave one,
 * {@code lastCloseCode}. Does not block.
 */
public final class PipeHealthIndicator extends AbstractHealthIndicator {

	private final Connection connection;

	private final Duration tolerated;

	private final Clock clock;

	/**
	 * Create a new indicator.
	 * @param client the client
	 * @param url gives the URL of the edge; may fail, in which case it is not told
	 * @param tolerated how long the connection may be missing
	 */
	public PipeHealthIndicator(PipeClient client, Supplier<URI> url, Duration tolerated) {
		this(client, url, tolerated, Clock.systemUTC());
	}

	PipeHealthIndicator(PipeClient client, Supplier<URI> url, Duration tolerated, Clock clock) {
		super("The Pipe's health could not be told");
		this.connection = new Connection(client, url);
		this.tolerated = tolerated;
		this.clock = clock;
	}

	@Override
	protected void doHealthCheck(Health.Builder health) {
		PipeClient client = this.connection.client();
		PipeState state = client.state();
		health.status(status(state)).withDetail("state", Connection.name(state));
		detail(health, "url", this.connection.url());
		detail(health, "since", state.since());
		detail(health, "attempt", Connection.attempt(state));
		detail(health, "group", client.group());
		detail(health, "member", client.member());
		PipeConnectionException failure = client.statistics().lastFailure();
		if (failure != null) {
			detail(health, "lastFailure", failure.getMessage());
			detail(health, "lastCloseCode", failure.closeCode());
		}
	}

	private static void detail(Health.Builder health, String name, @Nullable Object value) {
		if (value != null) {
			health.withDetail(name, value);
		}
	}

	private Status status(PipeState state) {
		if (state instanceof PipeState.Connected) {
			return Status.UP;
		}
		if (state instanceof PipeState.Disconnected) {
			return Status.OUT_OF_SERVICE;
		}
		Instant end = state.since().plus(this.tolerated);
		return (state instanceof PipeState.Failed || this.clock.instant().isAfter(end)) ? Status.DOWN : Status.UP;
	}

}
