/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import io.pusherpipe.server.PipeServer;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Starts the edge before anything connects to it, and stops it, in an orderly way, after
 * everything else.
 */
final class PipeServerLifecycle implements SmartLifecycle {

	static final String PORT_PROPERTY = "local.pipe.server.port";

	private final PipeServerFactory factory;

	private final Environment environment;

	private final int phase;

	private volatile @Nullable PipeServer server;

	private volatile boolean draining;

	/**
	 * Create a new lifecycle.
	 * @param factory starts the edge
	 * @param environment is told the port
	 * @param phase the phase
	 */
	PipeServerLifecycle(PipeServerFactory factory, Environment environment, int phase) {
		this.factory = factory;
		this.environment = environment;
		this.phase = phase;
	}

	@Override
	public synchronized void start() {
		if (this.server == null) {
			PipeServer started = this.factory.start();
			this.server = started;
			publish(started.port());
		}
	}

	@SuppressWarnings("unchecked")
	private void publish(int port) {
		if (this.environment instanceof ConfigurableEnvironment configurable) {
			MutablePropertySources sources = configurable.getPropertySources();
			// the place where Spring Boot tells the ports of its own servers
			PropertySource<?> source = sources.get("server.ports");
			if (source == null) {
				source = new MapPropertySource("server.ports", new HashMap<>());
				sources.addFirst(source);
			}
			((Map<String, Object>) source.getSource()).put(PORT_PROPERTY, port);
		}
	}

	/**
	 * The port that the edge listens on.
	 * @return the port
	 * @throws IllegalStateException if the edge does not run
	 */
	int getPort() {
		PipeServer running = this.server;
		if (running == null) {
			throw new IllegalStateException("The embedded edge does not run, so it has no port");
		}
		return running.port();
	}

	// The port, or null if the edge does not run.
	@Nullable Integer portIfRunning() {
		PipeServer running = this.server;
		return (running != null) ? running.port() : null;
	}

	// Whether the edge takes nobody any more, and closes those whom it has.
	boolean isDraining() {
		return this.draining;
	}

	/**
	 * Drain and stop. Takes the drain period, which is not cut short by the time that
	 * Spring gives the beans of a phase.
	 */
	@Override
	public synchronized void stop() {
		PipeServer running = this.server;
		if (running != null) {
			this.draining = true;
			running.stop();
			this.server = null;
			this.draining = false;
		}
	}

	@Override
	public boolean isRunning() {
		return this.server != null;
	}

	/**
	 * A paused context keeps its edge, so that the port stays what it is.
	 * @return {@code false}
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
