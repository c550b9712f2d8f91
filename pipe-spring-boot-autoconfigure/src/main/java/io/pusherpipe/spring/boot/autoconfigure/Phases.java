/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.spring.core.PipeConnectionLifecycle;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

/**
 * The order of starting and stopping: the embedded edge, then the connection, then the
 * handlers, and the other way round.
 */
final class Phases {

	private static final int DISTANCE = 1024;

	private Phases() {
	}

	/**
	 * The connection's phase.
	 * @param properties the properties
	 * @return the phase
	 */
	static int connection(PipeProperties properties) {
		return (properties.phase() != null) ? properties.phase() : PipeConnectionLifecycle.PHASE;
	}

	/**
	 * The handlers' phase.
	 * @param properties the properties
	 * @return the phase
	 * @throws PipeConfigurationException if it is below the connection's
	 */
	static int handlers(PipeProperties properties) {
		Integer configured = properties.handler().phase();
		int phase = (configured != null) ? configured : SmartLifecycle.DEFAULT_PHASE;
		if (phase < connection(properties)) {
			throw new PipeConfigurationException(
					"The property pusher.pipe.handler.phase is " + phase + ", which is below the connection's phase "
							+ connection(properties) + ".",
					"Set pusher.pipe.handler.phase to at least that, or pusher.pipe.phase to at most " + phase + ".");
		}
		return phase;
	}

	/**
	 * The embedded edge's phase, which is before the connection's.
	 * @param environment has the connection's
	 * @return the phase
	 */
	static int server(Environment environment) {
		int connection = environment.getProperty("pusher.pipe.phase", Integer.class,
				SmartLifecycle.DEFAULT_PHASE - 3072);
		return (int) Math.max(Integer.MIN_VALUE, (long) connection - DISTANCE);
	}

}
