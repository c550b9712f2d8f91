/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeError;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/**
 * A request from the moment it is made until its caller knows what came of it.
 */
final class PendingRequest {

	/** What a request costs beside its message, in bytes. */
	static final int OVERHEAD = 128;

	private static final byte[] TAKEN = {};

	private final RawJson id;

	private final String description;

	private final boolean trigger;

	private final MonoSink<Void> caller;

	private final Runnable settled;

	private byte[] message;

	private volatile boolean cancelled;

	/**
	 * Create a request.
	 * @param id its id
	 * @param description what it is for, as it follows "Cannot"
	 * @param trigger whether it triggers an event
	 * @param message the message, in UTF-8
	 * @param caller is told what comes of it
	 * @param settled is told that no reply is awaited any more, if one was
	 */
	PendingRequest(RawJson id, String description, boolean trigger, byte[] message, MonoSink<Void> caller,
			Runnable settled) {
		this.id = id;
		this.description = description;
		this.trigger = trigger;
		this.message = message;
		this.caller = caller;
		this.settled = settled;
	}

	RawJson id() {
		return this.id;
	}

	/**
	 * Take the message, which is not kept while the reply is awaited.
	 * @return the message
	 */
	byte[] takeMessage() {
		byte[] message = this.message;
		this.message = TAKEN;
		return message;
	}

	int messageSize() {
		return this.message.length;
	}

	/**
	 * Tell the caller nothing any more, since it does not want to know.
	 */
	void cancel() {
		this.cancelled = true;
	}

	void replied(@Nullable PipeError error) {
		this.settled.run();
		if (error == null) {
			this.caller.success();
			return;
		}
		String text = "Cannot " + this.description + ": " + error.message() + " (code " + error.code() + ")";
		fail(this.trigger ? new PipeTriggerException(text, error.code()) : new PipeEdgeException(text, error.code()));
	}

	void notConnected(String reason, @Nullable Throwable cause) {
		fail(new PipeNotConnectedException("Cannot " + this.description + ": " + reason, cause));
	}

	void lost(PipeConnectionException reason) {
		this.settled.run();
		fail(new PipeConnectionException(
				"No reply to: " + this.description + ". It may have been carried out or not. " + reason.getMessage(),
				reason, reason.closeCode()));
	}

	void timedOut(Duration time, String hint) {
		this.settled.run();
		fail(new PipeTimeoutException("No reply within " + time.toMillis() + " ms to: " + this.description + hint));
	}

	void exceeds(String limit, String setting) {
		fail(new PipeLimitException("Cannot " + this.description + ": " + limit, setting));
	}

	private void fail(PipeException reason) {
		if (!this.cancelled) {
			this.caller.error(reason);
		}
	}

}
