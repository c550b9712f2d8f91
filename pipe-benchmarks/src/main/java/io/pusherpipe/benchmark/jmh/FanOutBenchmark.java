/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Ticker;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.channel.ChannelListener;
import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.channel.Subscriber;
import io.pusherpipe.server.channel.Subscription;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.net.Transport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An event on its way through a channel to its subscribers, up to where their sockets
 * would be written to. It crosses from one thread to the channel's loop, as it does in
 * the edge.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FanOutBenchmark {

	private static final RawJson DATA = RawJson.of("\"" + "x".repeat(100) + "\"");

	private static final ChannelKey CHANNEL = new ChannelKey(App.of("1", "key", "secret"), "bench");

	/** How many subscribers there are. */
	@Param({ "1", "1000" })
	public int subscribers = 1;

	private final Loops loops = new Loops(Transport.NIO, 1, Ticker.systemTicker());

	private final Channels channels = new Channels(this.loops, new ChannelListener() {
	}, 0);

	private long expected;

	// written by the loop alone
	private volatile long delivered;

	private long counted;

	/**
	 * Subscribe them.
	 */
	@Setup
	public void subscribe() {
		for (int i = 0; i < this.subscribers; i++) {
			this.channels.subscribe(new Subscription(CHANNEL, new Counting(this.subscribers), null));
		}
	}

	/**
	 * Publish one event and wait until all have it.
	 * @return how many have been delivered
	 */
	@Benchmark
	public long publish() {
		this.expected++;
		this.channels.trigger(CHANNEL, "say", DATA, null);
		while (this.delivered < this.expected) {
			Thread.onSpinWait();
		}
		return this.delivered;
	}

	/**
	 * Stop the loop.
	 */
	@TearDown
	public void stop() {
		this.loops.shutdown();
	}

	/**
	 * Takes an event and counts it.
	 */
	private final class Counting implements Subscriber {

		private final int all;

		private Counting(int all) {
			this.all = all;
		}

		@Override
		public String id() {
			return "1.1";
		}

		@Override
		public Loop loop() {
			return FanOutBenchmark.this.loops.get(0);
		}

		@Override
		public void deliver(ByteBuf frame) {
			if (++FanOutBenchmark.this.counted % this.all == 0) {
				FanOutBenchmark.this.delivered = FanOutBenchmark.this.counted / this.all;
			}
		}

		@Override
		public void deliverCount(ChannelKey channel, ByteBuf frame) {
			// not enabled
		}

		@Override
		public void subscribed(Subscription subscription, List<byte[]> texts) {
			// events come from now on
		}

		@Override
		public void refused(Subscription subscription, String reason) {
			throw new IllegalStateException(reason);
		}

	}

}
