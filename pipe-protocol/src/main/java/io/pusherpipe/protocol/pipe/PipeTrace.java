/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.regex.Pattern;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Where in a distributed trace something was sent (W3C Trace Context; Pipe protocol 1.0,
 * traces). Taken along and never looked into.
 *
 * @param traceparent version, trace, span and flags, {@value #TRACEPARENT_LENGTH}
 * characters
 * @param tracestate what tracing systems add, at most {@value #MAX_TRACESTATE_LENGTH}
 * printable ASCII characters, or {@code null} for nothing
 */
public record PipeTrace(String traceparent, @Nullable String tracestate) {

	/** How long a {@code traceparent} is, in characters. */
	public static final int TRACEPARENT_LENGTH = 55;

	/** How long a {@code tracestate} may be, in characters. */
	public static final int MAX_TRACESTATE_LENGTH = 512;

	// With room for what others may add one day.
	private static final int MAX_SIZE = 2048;

	private static final Pattern TRACEPARENT = Pattern
		.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

	/**
	 * Checks the values.
	 */
	public PipeTrace {
		if (!isTraceparent(traceparent)) {
			throw new IllegalArgumentException("not a traceparent of W3C Trace Context");
		}
		if (tracestate != null && !isTracestate(tracestate)) {
			throw new IllegalArgumentException(
					"a tracestate has 1 to " + MAX_TRACESTATE_LENGTH + " printable ASCII characters");
		}
	}

	/**
	 * A trace, if it is one. What cannot be carried is left out, as it is where a tracing
	 * system meets a context that it does not understand.
	 * @param traceparent version, trace, span and flags
	 * @param tracestate what tracing systems add; left out if it is too long or has
	 * characters that it must not have
	 * @return the trace, or {@code null} if the {@code traceparent} is none
	 */
	public static @Nullable PipeTrace of(@Nullable String traceparent, @Nullable String tracestate) {
		if (traceparent == null || !isTraceparent(traceparent)) {
			return null;
		}
		return new PipeTrace(traceparent, (tracestate != null && isTracestate(tracestate)) ? tracestate : null);
	}

	/**
	 * Read a trace, if it is one.
	 * @param json an object with {@code traceparent} and {@code tracestate}, other
	 * members of which are ignored
	 * @return the trace, or {@code null} if it is none, whatever else it may be
	 */
	public static @Nullable PipeTrace read(RawJson json) {
		if (json.length() > MAX_SIZE) {
			return null;
		}
		String traceparent = null;
		String tracestate = null;
		try (JsonReader in = JsonReader.object(json)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "traceparent" -> traceparent = in.nullableString(name);
					case "tracestate" -> tracestate = in.nullableString(name);
					default -> in.skip();
				}
			}
		}
		catch (ProtocolException ex) {
			return null;
		}
		return of(traceparent, tracestate);
	}

	/**
	 * Write the members of the object that {@link #read(RawJson)} reads.
	 * @param out the object
	 */
	void write(JsonWriter out) {
		out.string("traceparent", this.traceparent);
		if (this.tracestate != null) {
			out.string("tracestate", this.tracestate);
		}
	}

	private static boolean isTraceparent(String value) {
		return value.length() == TRACEPARENT_LENGTH && TRACEPARENT.matcher(value).matches();
	}

	private static boolean isTracestate(String value) {
		return !value.isEmpty() && value.length() <= MAX_TRACESTATE_LENGTH
				&& value.chars().allMatch((character) -> character >= ' ' && character <= '~');
	}

}
