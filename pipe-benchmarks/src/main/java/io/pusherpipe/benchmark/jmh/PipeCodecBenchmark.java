/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.Pipe02Codec;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeCodec;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import io.pusherpipe.protocol.pipe.PipeRequest.SendToSocket;
import io.pusherpipe.protocol.pipe.PipeRequest.Target;
import io.pusherpipe.protocol.pipe.PipeRequest.Trigger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What goes over a Pipe: a socket's event to the backend, and a trigger back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PipeCodecBenchmark {

	private static final String SOCKET = "123456789.987654321";

	private static final RawJson DATA = RawJson.of("\"" + "x".repeat(100) + "\"");

	/** The protocol's version. */
	@Param({ "0.2", "1.0" })
	public String version = "1.0";

	private final SocketMessage event = new SocketMessage(SOCKET, "say", DATA, "private-room-1");

	private PipeCodec codec = Pipe10Codec.INSTANCE;

	private PipeRequest trigger = new PipeRequest(RawJson.of("4711"), trigger());

	private byte[] eventText = event();

	private byte[] triggerText = request();

	/**
	 * Write what is read.
	 */
	@Setup
	public void choose() {
		boolean first = this.version.equals("0.2");
		this.codec = first ? Pipe02Codec.INSTANCE : Pipe10Codec.INSTANCE;
		this.trigger = new PipeRequest(RawJson.of("4711"), first ? new SendToSocket(SOCKET, "said", DATA) : trigger());
		this.eventText = event();
		this.triggerText = request();
	}

	private static Command trigger() {
		return new Trigger(new Target.Socket(SOCKET), "said", DATA, null);
	}

	/**
	 * The edge writes an event; in 1.0 with slot and offset.
	 * @return its text
	 */
	@Benchmark
	public byte[] event() {
		return (this.codec == Pipe10Codec.INSTANCE)
				? Pipe10Codec.delivery(17, 123_456, false, Pipe10Codec.event(this.event))
				: this.codec.encode(this.event);
	}

	/**
	 * The backend reads it.
	 * @return what it says
	 */
	@Benchmark
	public List<? extends PipeMessage> readEvent() {
		return this.codec.decodeFromEdge(this.eventText);
	}

	/**
	 * The backend writes a trigger.
	 * @return its text
	 */
	@Benchmark
	public byte[] request() {
		return this.codec.encode(this.trigger);
	}

	/**
	 * The edge reads it.
	 * @return what it says
	 */
	@Benchmark
	public List<? extends PipeMessage> readRequest() {
		return this.codec.decodeFromBackend(this.triggerText);
	}

}
