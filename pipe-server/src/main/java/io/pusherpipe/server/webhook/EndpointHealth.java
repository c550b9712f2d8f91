/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.time.Duration;

import io.pusherpipe.server.net.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators what becomes of one endpoint: a line when it changes, and not for every
 * attempt. Belongs to the endpoint's loop.
 */
final class EndpointHealth {

	private static final Logger logger = LoggerFactory.getLogger(EndpointHealth.class);

	// For so long nothing must fail before an endpoint counts as well again, and so often
	// at most drops are told of.
	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private final String name;

	private final Loop loop;

	private boolean failing;

	private boolean toldOfGivingUp;

	private boolean checkIsDue;

	private long failures;

	private long givenUp;

	private long dropped;

	private boolean dropsAreDue;

	EndpointHealth(String name, Loop loop) {
		this.name = name;
		this.loop = loop;
	}

	void failed(String reason) {
		this.failures++;
		if (!this.failing) {
			this.failing = true;
			logger.warn("{} fails ({}); what it does not receive is sent again", this.name, reason);
		}
	}

	void gaveUp(int events, Duration retryPeriod) {
		this.givenUp += events;
		if (!this.toldOfGivingUp) {
			this.toldOfGivingUp = true;
			logger.warn(
					"{} did not receive {} events within retry-period {}; "
							+ "they are given up, and so are others as long as it fails",
					this.name, events, retryPeriod);
		}
	}

	/**
	 * Something was received, and nothing is waiting to be sent again.
	 */
	void isWell() {
		if (!this.failing || this.checkIsDue) {
			return;
		}
		this.checkIsDue = true;
		long failuresNow = this.failures;
		this.loop.after(INTERVAL, () -> {
			this.checkIsDue = false;
			if (this.failures == failuresNow) {
				recovered();
			}
		});
	}

	private void recovered() {
		logger.info("{} receives again; {} attempts failed, {} events were given up", this.name, this.failures,
				this.givenUp);
		this.failing = false;
		this.toldOfGivingUp = false;
		this.failures = 0;
		this.givenUp = 0;
	}

	void dropped() {
		this.dropped++;
		if (!this.dropsAreDue) {
			this.dropsAreDue = true;
			tellOfDrops();
		}
	}

	private void tellOfDrops() {
		if (this.dropped == 0) {
			this.dropsAreDue = false;
			return;
		}
		logger.warn(
				"{} is too slow: its queue is full, and {} of the oldest events were dropped; "
						+ "raise max-queued-events or max-queued-size of the webhook, or use batches",
				this.name, this.dropped);
		this.dropped = 0;
		this.loop.after(INTERVAL, this::tellOfDrops);
	}

	void leftBehind(int events) {
		logger.warn("{} was not told everything before the edge stopped; events left: {}", this.name, events);
	}

}
