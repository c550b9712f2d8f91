/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientStatistics;
import io.pusherpipe.client.PipeConnectionException;
import io.pusherpipe.client.PipeState;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
import io.pusherpipe.spring.handler.PipeControl;
import io.pusherpipe.spring.handler.PipeHandlerLifecycle;
import io.pusherpipe.spring.handler.PipeHandlerRegistry;
import io.pusherpipe.spring.handler.PipeHandlerStatistics;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that tells what the Pipe is doing and which methods handle
 * what, and pauses, resumes and restarts it. Neither blocks.
 */
@Endpoint(id = "pipe")
public final class PipeEndpoint {

	private final Connection connection;

	private final PipeHandlerLifecycle lifecycle;

	private final PipeHandlerRegistry registry;

	private final PipeControl control;

	/**
	 * Create a new endpoint.
	 * @param client the client
	 * @param url gives the URL of the edge; may fail, in which case it is not told
	 * @param lifecycle has the numbers of the handlers
	 * @param registry has the handlers
	 * @param control starts and stops
	 */
	public PipeEndpoint(PipeClient client, Supplier<URI> url, PipeHandlerLifecycle lifecycle,
			PipeHandlerRegistry registry, PipeControl control) {
		this.connection = new Connection(client, url);
		this.lifecycle = lifecycle;
		this.registry = registry;
		this.control = control;
	}

	/**
	 * What the Pipe is doing.
	 * @return the description
	 */
	@ReadOperation
	public PipeDescription pipe() {
		PipeClient client = this.connection.client();
		PipeState state = client.state();
		PipeClientStatistics statistics = client.statistics();
		String socketId = (state instanceof PipeState.Connected connected) ? connected.socketId() : null;
		return new PipeDescription(Connection.name(state), state.since(), this.connection.url(), socketId,
				Connection.attempt(state), failure(statistics.lastFailure()), client.group(), client.member(),
				handling(), client.subscriptions().stream().map(PipeEventType::wireName).toList(),
				filter(client.filter()), this.registry.handlers(), counters(statistics, this.lifecycle.statistics()));
	}

	/**
	 * Begin to pause, to resume or to restart the Pipe. {@link #pipe()} tells when that
	 * is done.
	 * @param action what to do
	 * @return what the Pipe is doing now
	 * @throws InvalidEndpointRequestException if another action is under way
	 */
	@WriteOperation
	public PipeDescription control(PipeControl.Action action) {
		if (!this.control.begin(action)) {
			throw new InvalidEndpointRequestException("Another action is under way",
					"Another action is under way, try again when handling is 'running' or 'paused'");
		}
		return pipe();
	}

	private String handling() {
		PipeControl.Action action = this.control.underWay();
		if (action == null) {
			return this.lifecycle.isRunning() ? "running" : "paused";
		}
		return switch (action) {
			case PAUSE -> "pausing";
			case RESUME -> "resuming";
			case RESTART -> "restarting";
		};
	}

	private static PipeDescription.@Nullable Failure failure(@Nullable PipeConnectionException failure) {
		return (failure != null) ? new PipeDescription.Failure(failure.getMessage(), failure.closeCode()) : null;
	}

	private static PipeDescription.Filter filter(PipeFilter filter) {
		List<PipeFilter.ChannelRule> rules = filter.channels();
		return new PipeDescription.Filter(sorted(filter.backChannel()), (rules != null)
				? rules.stream().map((rule) -> new PipeDescription.Rule(rule.channel(), rule.event())).toList() : null,
				sorted(filter.existence()));
	}

	private static @Nullable List<String> sorted(@Nullable Collection<String> names) {
		return (names != null) ? names.stream().sorted().toList() : null;
	}

	private static Map<String, Object> counters(PipeClientStatistics client, PipeHandlerStatistics handlers) {
		Map<String, Object> received = new LinkedHashMap<>();
		client.received().forEach((kind, count) -> received.put(name(kind), count));
		Map<String, Object> triggers = new LinkedHashMap<>();
		client.triggers().forEach((outcome, count) -> triggers.put(name(outcome), count));
		Map<String, Object> counters = new LinkedHashMap<>();
		counters.put("reconnects", client.reconnects());
		counters.put("interruptions", client.interruptions());
		counters.put("failedAttempts", client.failedAttempts());
		counters.put("received", received);
		counters.put("redelivered", client.redelivered());
		counters.put("gaps", client.gaps());
		counters.put("lostEvents", client.lostEvents());
		counters.put("handled", handlers.handled());
		counters.put("failed", handlers.failed());
		counters.put("retried", handlers.retried());
		counters.put("unfinished", handlers.unfinished());
		counters.put("unacknowledged", client.unacknowledged());
		counters.put("triggers", triggers);
		counters.put("outboundBytes", client.outboundBytes());
		return counters;
	}

	private static String name(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
