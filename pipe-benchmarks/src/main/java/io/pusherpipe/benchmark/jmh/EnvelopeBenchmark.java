/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.jmh;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBufAllocator;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.net.WebSocketFrames;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A browser's message in, and an event out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EnvelopeBenchmark {

	private static final String DATA = "\"{\\\"text\\\":\\\"" + "x".repeat(100) + "\\\"}\"";

	private final byte[] message = ("{\"event\":\"client-say\",\"channel\":\"private-room-1\",\"data\":" + DATA + "}")
		.getBytes(StandardCharsets.UTF_8);

	private final RawJson data = RawJson.of(DATA);

	private final byte[] event = PusherMessages.channelEvent("private-room-1", "say", this.data);

	/**
	 * Read a message.
	 * @return the message
	 */
	@Benchmark
	public PusherMessage parse() {
		return PusherMessage.read(this.message);
	}

	/**
	 * Write an event, once for all subscribers.
	 * @return its text
	 */
	@Benchmark
	public byte[] encode() {
		return PusherMessages.channelEvent("private-room-1", "say", this.data);
	}

	/**
	 * Frame an event, once for all subscribers.
	 * @return whether the frame could be released
	 */
	@Benchmark
	public boolean frame() {
		return WebSocketFrames.text(ByteBufAllocator.DEFAULT, this.event).release();
	}

}
