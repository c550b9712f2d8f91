/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.jmh;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeRequest.Target;
import io.pusherpipe.protocol.pipe.PipeRequest.Trigger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What each message of a frame costs that has several, as frames have under load.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipeBatchBenchmark {

	private static final int SIZE = 16;

	private static final String SOCKET = "123456789.987654321";

	private static final RawJson DATA = RawJson.of("\"" + "x".repeat(100) + "\"");

	private static final RawJson ID = RawJson.of("4711");

	private final byte[] events = batch(Pipe10Codec.delivery(17, 123_456, false,
			Pipe10Codec.event(new SocketMessage(SOCKET, "say", DATA, "private-room-1"))));

	private final byte[] requests = batch(Pipe10Codec.INSTANCE
		.encode(new PipeRequest(ID, new Trigger(new Target.Socket(SOCKET), "said", DATA, null))));

	private final byte[] replies = batch(Pipe10Codec.INSTANCE.encode(PipeReply.success(ID, RawJson.EMPTY_OBJECT)));

	private static byte[] batch(byte[] message) {
		return Pipe10Codec.batch(Collections.nCopies(SIZE, message));
	}

	/**
	 * The backend reads events.
	 * @return what they say
	 */
	@Benchmark
	@OperationsPerInvocation(SIZE)
	public List<PipeMessage> readEvents() {
		return Pipe10Codec.INSTANCE.decodeFromEdge(this.events);
	}

	/**
	 * The edge reads triggers.
	 * @return what they say
	 */
	@Benchmark
	@OperationsPerInvocation(SIZE)
	public List<PipeMessage> readRequests() {
		return Pipe10Codec.INSTANCE.decodeFromBackend(this.requests);
	}

	/**
	 * The backend reads replies to its triggers.
	 * @return what they say
	 */
	@Benchmark
	@OperationsPerInvocation(SIZE)
	public List<PipeMessage> readReplies() {
		return Pipe10Codec.INSTANCE.decodeFromEdge(this.replies);
	}

}
