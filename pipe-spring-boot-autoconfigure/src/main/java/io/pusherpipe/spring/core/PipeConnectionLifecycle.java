/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.core;

import io.pusherpipe.client.PipeClient;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Keeps the Pipe for as long as the application runs, and closes it after everything that
 * may still want to trigger. It does not open it: that is the last thing in an
 * application's start. Can be started again after a stop.
 */
public final class PipeConnectionLifecycle implements SmartLifecycle {

	/** The default phase: before the web server at start, after it at stop. */
	public static final int PHASE = DEFAULT_PHASE - 3072;

	private final PipeClient client;

	private final boolean autoStartup;

	private final boolean keepJvmAlive;

	private int phase = PHASE;

	private @Nullable KeepAlive keepAlive;

	private volatile boolean running;

	/**
	 * Create a new lifecycle.
	 * @param client the client to close
	 * @param autoStartup whether to start with the application
	 * @param keepJvmAlive whether a program that has nothing else to do goes on
	 */
	public PipeConnectionLifecycle(PipeClient client, boolean autoStartup, boolean keepJvmAlive) {
		this.client = client;
		this.autoStartup = autoStartup;
		this.keepJvmAlive = keepJvmAlive;
	}

	/**
	 * Set the phase, by default {@link #PHASE}.
	 * @param phase the phase
	 */
	public void setPhase(int phase) {
		this.phase = phase;
	}

	@Override
	public synchronized void start() {
		if (this.running) {
			return;
		}
		this.running = true;
		if (this.keepJvmAlive) {
			this.keepAlive = KeepAlive.start();
		}
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public synchronized void stop(Runnable callback) {
		if (!this.running) {
			callback.run();
			return;
		}
		this.running = false;
		this.client.disconnect().doFinally((signal) -> {
			endKeepAlive();
			callback.run();
		}).subscribe();
	}

	private synchronized void endKeepAlive() {
		if (this.keepAlive != null && !this.running) {
			this.keepAlive.end();
			this.keepAlive = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
