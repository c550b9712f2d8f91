/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import io.pusherpipe.server.tally.AppTally;

/**
 * An event loop and what belongs to it alone. A connection lives on one loop, a channel
 * has its home on one, and only that loop touches their state; everybody else hands it a
 * task. Tasks that one loop hands to another run in the order in which they were handed
 * over, and the order of all messages rests on that.
 */
public final class Loop {

	private static final long WHEEL_TICK_MILLIS = 250;

	private final int index;

	private final EventLoop eventLoop;

	private final IdleWheel idleWheel;

	private final Timers timers;

	private final LoopDelay delay = new LoopDelay(TimeUnit.MILLISECONDS.toNanos(WHEEL_TICK_MILLIS));

	private final Map<String, AppTally> tallies = new ConcurrentHashMap<>();

	private final TurnBuffer turnBuffer = new TurnBuffer();

	private List<WebSocketConnection> unflushed = new ArrayList<>();

	private List<WebSocketConnection> flushing = new ArrayList<>();

	Loop(int index, EventLoop eventLoop, Ticker ticker) {
		this.index = index;
		this.eventLoop = eventLoop;
		this.idleWheel = new IdleWheel(ticker, TimeUnit.MILLISECONDS.toNanos(WHEEL_TICK_MILLIS));
		this.timers = new Timers(ticker);
	}

	ScheduledFuture<?> start() {
		return this.eventLoop.scheduleAtFixedRate(this::tick, WHEEL_TICK_MILLIS, WHEEL_TICK_MILLIS,
				TimeUnit.MILLISECONDS);
	}

	private void tick() {
		// the real time, since the loop is as late as it is whatever tests turn
		this.delay.ticked(System.nanoTime());
		this.idleWheel.tick();
		this.timers.tick();
	}

	/**
	 * The loop's number.
	 * @return the number, from 0 to one less than the number of loops
	 */
	public int index() {
		return this.index;
	}

	/**
	 * Run a task on this loop: now if the caller is on it, otherwise soon.
	 * @param task the task
	 */
	public void execute(Runnable task) {
		if (this.eventLoop.inEventLoop()) {
			task.run();
		}
		else {
			this.eventLoop.execute(task);
		}
	}

	/**
	 * Run a task on this loop once what is waiting on it has been done.
	 * @param task the task
	 */
	public void executeLater(Runnable task) {
		this.eventLoop.execute(task);
	}

	/**
	 * Watch a connection of this loop for silence.
	 * @param idle after how long a silence to ask for a sign of life
	 * @param answer how long after that to give up
	 * @param watched the connection
	 * @return the watch, still to be started
	 */
	public Liveness liveness(Duration idle, Duration answer, Liveness.Watched watched) {
		return new Liveness(this.idleWheel, idle, answer, watched);
	}

	/**
	 * Run a task on this loop after a while, a quarter of a second late at most. To be
	 * called on the loop.
	 * @param delay the time
	 * @param task the task
	 */
	public void after(Duration delay, Runnable task) {
		this.timers.add(delay, task);
	}

	/**
	 * Whether the caller is on this loop.
	 * @return {@code true} if it is
	 */
	public boolean inLoop() {
		return this.eventLoop.inEventLoop();
	}

	/**
	 * The time, for measuring how long something takes.
	 * @return nanoseconds since some moment
	 */
	public long nanoTime() {
		return this.idleWheel.now();
	}

	/**
	 * The numbers of what happens in an application on this loop. To be written on the
	 * loop, and read on any thread.
	 * @param appId the id of an application that the edge serves, or
	 * {@link AppTally#NO_APP}
	 * @return the numbers
	 */
	public AppTally tally(String appId) {
		AppTally present = this.tallies.get(appId);
		return (present != null) ? present : this.tallies.computeIfAbsent(appId, (id) -> new AppTally());
	}

	/**
	 * How late the loop is.
	 * @return the delay, as it changes
	 */
	public LoopDelay delay() {
		return this.delay;
	}

	EventLoop eventLoop() {
		return this.eventLoop;
	}

	IdleWheel idleWheel() {
		return this.idleWheel;
	}

	/**
	 * The frames that connections have been given and that have not been flushed.
	 * @return the buffer, to be used by those who are flushed {@linkplain #flushLater
	 * later}
	 */
	TurnBuffer turnBuffer() {
		return this.turnBuffer;
	}

	/**
	 * Flush a connection once what is waiting on this loop has been done, so that
	 * everything written until then goes out with one system call.
	 * @param connection the connection
	 */
	void flushLater(WebSocketConnection connection) {
		if (this.unflushed.isEmpty()) {
			this.eventLoop.execute(this::flush);
		}
		this.unflushed.add(connection);
	}

	private void flush() {
		List<WebSocketConnection> connections = this.unflushed;
		this.unflushed = this.flushing;
		this.flushing = connections;
		for (WebSocketConnection connection : connections) {
			connection.flush();
		}
		connections.clear();
		// What was written meanwhile is flushed next time.
		if (this.unflushed.isEmpty()) {
			this.turnBuffer.clear();
		}
	}

}
