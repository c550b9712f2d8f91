/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.pusherpipe.spring.core.PipeOperations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Moves the world and broadcasts it, twenty times a second, as long as the application
 * runs and somebody plays. The world belongs to its one thread. It is the application's
 * start that starts it, and not the Pipe's connect, which happens again after every
 * interruption.
 */
@Component
class GameLoop implements SmartLifecycle {

	static final int TICKS_PER_SECOND = 20;

	static final String CHANNEL = "game";

	// a second's worth: a link that is slower gets fewer snapshots, not older ones
	static final int MAX_UNDERWAY = TICKS_PER_SECOND;

	private static final int STEPS_PER_TICK = Game.STEPS_PER_SECOND / TICKS_PER_SECOND;

	private static final Logger logger = LoggerFactory.getLogger(GameLoop.class);

	private final PipeOperations pipe;

	private final Pilots pilots;

	private final HighScores highScores;

	private final Game game = new Game(new Random());

	private final AtomicInteger underway = new AtomicInteger();

	private @Nullable ScheduledExecutorService executor;

	private boolean played;

	private boolean failed;

	GameLoop(PipeOperations pipe, Pilots pilots, HighScores highScores) {
		this.pipe = pipe;
		this.pilots = pilots;
		this.highScores = highScores;
	}

	@Override
	public synchronized void start() {
		if (this.executor == null) {
			CustomizableThreadFactory threads = new CustomizableThreadFactory("game-loop-");
			threads.setDaemon(true);
			this.executor = Executors.newSingleThreadScheduledExecutor(threads);
			this.executor.scheduleAtFixedRate(this::safeTick, 0, 1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public synchronized void stop() {
		if (this.executor != null) {
			this.executor.shutdownNow();
			this.executor = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	// an executor never again runs a task that threw
	private void safeTick() {
		try {
			tick();
			this.failed = false;
		}
		catch (RuntimeException ex) {
			if (!this.failed) {
				logger.error("The game stumbled", ex);
			}
			this.failed = true;
		}
	}

	void tick() {
		this.pilots.applyTo(this.game);
		boolean playing = !this.game.isEmpty();
		if (playing) {
			for (int i = 0; i < STEPS_PER_TICK; i++) {
				this.game.step();
			}
			this.game.recordScores(this.highScores);
		}
		// the last one shows those who watch that nobody is left
		if (playing || this.played) {
			broadcast();
		}
		this.played = playing;
	}

	private void broadcast() {
		if (this.underway.get() < MAX_UNDERWAY) {
			this.underway.incrementAndGet();
			this.pipe.channel(CHANNEL)
				.trigger("state", this.game.snapshot())
				.whenComplete((done, ex) -> this.underway.decrementAndGet());
		}
	}

}
