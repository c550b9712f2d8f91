/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import io.pusherpipe.client.PipeClientStatistics.TriggerOutcome;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeReply;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * A request from the moment it is made until its caller knows what came of it.
 */
final class PendingRequest {

	/** What a request costs beside its message, in bytes. */
	static final int OVERHEAD = 128;

	/** What an id may add to a message that does not have it yet, in bytes. */
	static final int ID_SIZE = 32;

	private static final byte[] TAKEN = {};

	// Only who fails needs it.
	private final Supplier<String> description;

	private final Kind kind;

	private final MonoSink<RawJson> caller;

	private final IntConsumer settled;

	private final Counters counters;

	private @Nullable RawJson id;

	private byte[] message;

	private long sequence;

	// What it counts with against the outbound buffer.
	private int size;

	private boolean sent;

	private volatile boolean cancelled;

	/**
	 * Create a request.
	 * @param id its id, which its message has too, or {@code null} if its sequence number
	 * is to be
	 * @param description what it is for, as it follows "Cannot"
	 * @param kind what kind of request it is
	 * @param message the message, in UTF-8
	 * @param caller is told what comes of it
	 * @param settled is told that no reply is awaited any more, if one was, and what the
	 * request counted with
	 * @param counters count what becomes of triggers
	 */
	PendingRequest(@Nullable RawJson id, Supplier<String> description, Kind kind, byte[] message,
			MonoSink<RawJson> caller, IntConsumer settled, Counters counters) {
		this.id = id;
		this.description = description;
		this.kind = kind;
		this.message = message;
		this.caller = caller;
		this.settled = settled;
		this.counters = counters;
		this.size = message.length + OVERHEAD;
	}

	/**
	 * Number it, before it is sent.
	 * @param sequence its place among all requests of the client
	 */
	void number(long sequence) {
		this.sequence = sequence;
		if (this.id == null) {
			this.id = RawJson.of(Long.toString(sequence));
		}
	}

	long sequence() {
		return this.sequence;
	}

	RawJson id() {
		RawJson id = this.id;
		if (id == null) {
			throw new IllegalStateException("not numbered yet");
		}
		return id;
	}

	/**
	 * Whether the edge knows it again by its number, so that it can be sent once more.
	 * @return {@code true} if so
	 */
	boolean isRepeatable() {
		return this.kind == Kind.REPEATABLE_TRIGGER || this.kind == Kind.REPEATABLE;
	}

	/**
	 * Take the message to send it.
	 * @param keep whether it may have to be sent again
	 * @return the bytes that need not be kept any more
	 */
	int sent(boolean keep) {
		this.sent = true;
		if (keep) {
			return 0;
		}
		int freed = this.size - OVERHEAD;
		this.size = OVERHEAD;
		return freed;
	}

	/**
	 * The message with its id, which is not kept unless it may have to be sent again.
	 * @return the message
	 */
	byte[] takeMessage() {
		byte[] message = this.message;
		if (this.size == OVERHEAD) {
			this.message = TAKEN;
		}
		return isRepeatable() ? Pipe10Codec.request(this.sequence, message) : message;
	}

	/**
	 * How large its message is at most in a batch.
	 * @return the size in bytes
	 */
	int messageSize() {
		return this.message.length + ID_SIZE;
	}

	/**
	 * What it counts with against the outbound buffer.
	 * @return the size in bytes
	 */
	int size() {
		return this.size;
	}

	/**
	 * Tell the caller nothing any more, since it does not want to know.
	 */
	void cancel() {
		this.cancelled = true;
	}

	void replied(PipeReply reply) {
		this.settled.accept(this.size);
		PipeError error = reply.error();
		if (error == null) {
			count(TriggerOutcome.SUCCESS);
			this.caller.success(reply.result());
			return;
		}
		String text = "Cannot " + this.description.get() + ": " + error.message() + " (code " + error.code() + ")";
		fail(isTrigger() ? new PipeTriggerException(text, error.code()) : new PipeEdgeException(text, error.code()),
				TriggerOutcome.REFUSED);
	}

	void notConnected(String reason, @Nullable Throwable cause) {
		if (this.sent) {
			fail(new PipeConnectionException(unanswered(reason), cause), TriggerOutcome.LOST);
		}
		else {
			fail(new PipeNotConnectedException("Cannot " + this.description.get() + ": " + reason, cause),
					TriggerOutcome.NOT_CONNECTED);
		}
	}

	void lost(PipeConnectionException reason) {
		this.settled.accept(this.size);
		fail(new PipeConnectionException(unanswered(String.valueOf(reason.getMessage())), reason, reason.closeCode()),
				TriggerOutcome.LOST);
	}

	private String unanswered(String reason) {
		return "No reply to: " + this.description.get() + ". It may have been carried out or not. " + reason;
	}

	void timedOut(Duration time, String hint) {
		this.settled.accept(this.size);
		fail(new PipeTimeoutException(
				"No reply within " + time.toMillis() + " ms to: " + this.description.get() + hint),
				TriggerOutcome.TIMED_OUT);
	}

	void exceeds(String limit, String setting) {
		fail(new PipeLimitException("Cannot " + this.description.get() + ": " + limit, setting),
				TriggerOutcome.LIMITED);
	}

	private boolean isTrigger() {
		return this.kind == Kind.TRIGGER || this.kind == Kind.REPEATABLE_TRIGGER;
	}

	private void count(TriggerOutcome outcome) {
		if (isTrigger() && !this.cancelled) {
			this.counters.triggered(outcome);
		}
	}

	private void fail(PipeException reason, TriggerOutcome outcome) {
		if (!this.cancelled) {
			count(outcome);
			this.caller.error(reason);
		}
	}

	/**
	 * What kinds of requests there are.
	 */
	enum Kind {

		/** Triggers an event. */
		TRIGGER,

		/** Triggers an event, and is carried out once however often it is sent. */
		REPEATABLE_TRIGGER,

		/** Does something else. */
		OTHER,

		/** Does something else, and is carried out once however often it is sent. */
		REPEATABLE

	}

}
