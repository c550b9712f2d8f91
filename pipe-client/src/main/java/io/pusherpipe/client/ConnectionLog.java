/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.time.Instant;

import io.pusherpipe.protocol.CloseCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs one line for each change of the connection's state. While attempts keep failing
 * for the same reason, it says so once a minute only.
 */
final class ConnectionLog {

	private static final Duration QUIET = Duration.ofMinutes(1);

	private static final Logger logger = LoggerFactory.getLogger(PipeClient.class);

	private @Nullable String lastReason;

	private Instant lastTime = Instant.MIN;

	/**
	 * Log a change.
	 * @param state the new state
	 * @param edge where the edge is
	 * @param now what time it is
	 */
	void changed(PipeState state, String edge, Instant now) {
		if (state instanceof PipeState.Connecting connecting) {
			// A later attempt has been announced with its delay.
			if (connecting.attempt() == 1 && this.lastReason == null) {
				logger.info("Pipe connecting to {}", edge);
			}
			else {
				logger.debug("Pipe connecting to {}, attempt {}", edge, connecting.attempt());
			}
		}
		else if (state instanceof PipeState.Connected connected) {
			this.lastReason = null;
			logger.info("Pipe connected to {} as {}", edge, connected.socketId());
		}
		else if (state instanceof PipeState.Reconnecting reconnecting) {
			reconnecting(reconnecting, edge, now);
		}
		else if (state instanceof PipeState.Failed failed) {
			this.lastReason = null;
			logger.error("Pipe gives up: {}", reason(failed.reason(), edge));
		}
		else {
			this.lastReason = null;
			logger.info("Pipe disconnected from {}", edge);
		}
	}

	private void reconnecting(PipeState.Reconnecting state, String edge, Instant now) {
		String reason = reason(state.reason(), edge);
		String format = "Pipe interrupted: {}; attempt {} follows in {} ms";
		if (reason.equals(this.lastReason) && now.isBefore(this.lastTime.plus(QUIET))) {
			logger.debug(format, reason, state.attempt(), state.delay().toMillis());
			return;
		}
		this.lastReason = reason;
		this.lastTime = now;
		// Events that nobody acknowledges are a fault of the application.
		boolean fault = Integer.valueOf(CloseCode.NOT_ACKNOWLEDGED.code()).equals(state.reason().closeCode());
		logger.atLevel(fault ? Level.ERROR : Level.WARN).log(format, reason, state.attempt(), state.delay().toMillis());
	}

	private static String reason(PipeConnectionException reason, String edge) {
		String text = String.valueOf(reason.getMessage());
		return text.contains(edge) ? text : text + " (" + edge + ")";
	}

}
