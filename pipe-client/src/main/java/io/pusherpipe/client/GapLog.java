/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * Logs lost events: one line for all gaps that come within a second, since every slot of
 * a group has one of its own.
 */
final class GapLog {

	private static final Logger logger = LoggerFactory.getLogger(PipeClient.class);

	private final Scheduler scheduler;

	private final Set<PipeGap.Reason> reasons = EnumSet.noneOf(PipeGap.Reason.class);

	private long events;

	GapLog(Scheduler scheduler) {
		this.scheduler = scheduler;
	}

	synchronized void add(PipeGap gap) {
		boolean first = this.reasons.isEmpty();
		this.reasons.add(gap.reason());
		this.events += gap.events();
		if (first) {
			Disposable unused = this.scheduler.schedule(this::log, 1, TimeUnit.SECONDS);
		}
	}

	private synchronized void log() {
		if (this.reasons.remove(PipeGap.Reason.FORGOTTEN)) {
			logger.warn("Pipe lost events: the edge knew the group no more, since it has ended or everybody was away");
		}
		if (!this.reasons.isEmpty()) {
			logger.warn("Pipe lost {} events, which the edge could not keep (log {})", this.events,
					this.reasons.toString().toLowerCase(Locale.ROOT));
		}
		this.reasons.clear();
		this.events = 0;
	}

}
