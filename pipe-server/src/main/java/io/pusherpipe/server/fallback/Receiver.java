/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fallback;

import io.pusherpipe.server.net.HttpStream;

/**
 * A request that a client receives by. Belongs to its session's loop, though it came in
 * on another.
 */
final class Receiver {

	// the client asks anew once it has received more, counted in UTF-16 units
	static final int STREAM_LENGTH = 256 * 1024;

	private final HttpStream stream;

	private final boolean streaming;

	private int length;

	private boolean writing;

	private boolean ended;

	Receiver(HttpStream stream, boolean streaming) {
		this.stream = stream;
		this.streaming = streaming;
	}

	boolean isStreaming() {
		return this.streaming;
	}

	boolean isReady() {
		return !this.writing && !this.ended;
	}

	boolean isEnded() {
		return this.ended;
	}

	int room() {
		return STREAM_LENGTH + 1 - this.length;
	}

	/**
	 * Write lines, and end the request if it takes no more. A stream takes none once its
	 * client would ask anew: what is sent after that could be lost when the client drops
	 * the request.
	 * @param batch the lines
	 * @param written what to do, on the request's loop, once they are out
	 */
	void write(Outbox.Batch batch, Runnable written) {
		this.writing = true;
		this.length += Lines.length(batch.lines());
		// Known before the lines are out, which may be at once.
		this.ended = batch.isLast() || !this.streaming || this.length > STREAM_LENGTH;
		this.stream.write(batch.lines(), written);
		if (this.ended) {
			this.stream.end();
		}
	}

	void written() {
		this.writing = false;
	}

	void end() {
		this.ended = true;
		this.stream.end();
	}

}
