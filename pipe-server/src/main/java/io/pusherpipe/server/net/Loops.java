/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Ticker;

/**
 * The event loops of one edge.
 */
public final class Loops {

	private static final int HOPS = 8;

	private final EventLoopGroup group;

	private final List<Loop> loops = new ArrayList<>();

	private final IdentityHashMap<EventLoop, Loop> byEventLoop = new IdentityHashMap<>();

	/**
	 * Start the loops.
	 * @param transport the transport, {@linkplain Transport#resolve() resolved}
	 * @param count how many; 0 for one per processor
	 * @param ticker tells the time
	 */
	public Loops(Transport transport, int count, Ticker ticker) {
		int threads = (count > 0) ? count : Runtime.getRuntime().availableProcessors();
		this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory("pipe-edge"),
				transport.ioHandlerFactory());
		for (EventExecutor executor : this.group) {
			EventLoop eventLoop = (EventLoop) executor;
			Loop loop = new Loop(this.loops.size(), eventLoop, ticker);
			this.loops.add(loop);
			this.byEventLoop.put(eventLoop, loop);
			loop.start();
		}
	}

	/**
	 * How many loops there are.
	 * @return the number
	 */
	public int size() {
		return this.loops.size();
	}

	/**
	 * The loop on which things with this hash code have their home.
	 * @param hashCode the hash code
	 * @return the loop
	 */
	public Loop home(int hashCode) {
		// String.hashCode leaves the low bits of similar names alike; this spreads them.
		int spread = hashCode * 0x9E3779B9;
		return this.loops.get(Integer.remainderUnsigned(spread ^ (spread >>> 16), this.loops.size()));
	}

	/**
	 * The loop with this number.
	 * @param index the number
	 * @return the loop
	 */
	public Loop get(int index) {
		return this.loops.get(index);
	}

	/**
	 * All loops.
	 * @return the loops, in the order of their numbers
	 */
	public Stream<Loop> stream() {
		return this.loops.stream();
	}

	EventLoopGroup group() {
		return this.group;
	}

	Loop of(EventLoop eventLoop) {
		Loop loop = this.byEventLoop.get(eventLoop);
		if (loop == null) {
			throw new IllegalStateException("Not one of this edge's event loops");
		}
		return loop;
	}

	/**
	 * Close all connections, stop the loops and wait until they have stopped.
	 */
	public void shutdown() {
		this.loops.forEach((loop) -> loop.execute(loop.idleWheel()::abortAll));
		settle();
		this.group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
	}

	/**
	 * Wait until what closed connections leave to do is done. It goes from their loops to
	 * channels' homes, and from there to the loops of others. Not to be called on a loop.
	 */
	public void settle() {
		for (int i = 0; i < HOPS; i++) {
			awaitTasks();
		}
	}

	private void awaitTasks() {
		this.loops.stream().map((loop) -> loop.eventLoop().submit(() -> {
		})).toList().forEach((task) -> task.awaitUninterruptibly(2, TimeUnit.SECONDS));
	}

}
