/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;

/**
 * What the edge has asked a backend and awaits the reply to. On the Pipe's loop only.
 */
final class Questions {

	/** Of more than these the oldest is given up: nobody waits for it any more. */
	static final int MAX_OPEN = 10_000;

	private final Map<RawJson, CompletableFuture<PipeReply>> open = new LinkedHashMap<>();

	private final Consumer<PipeRequest> sender;

	private long asked;

	private boolean closed;

	Questions(Consumer<PipeRequest> sender) {
		this.sender = sender;
	}

	CompletionStage<PipeReply> ask(Command command) {
		CompletableFuture<PipeReply> reply = new CompletableFuture<>();
		if (this.closed) {
			reply.completeExceptionally(lost());
			return reply;
		}
		RawJson id = RawJson.of(Long.toString(++this.asked));
		this.open.put(id, reply);
		if (this.open.size() > MAX_OPEN) {
			RawJson oldest = this.open.keySet().iterator().next();
			CompletableFuture<PipeReply> given = this.open.remove(oldest);
			if (given != null) {
				given.completeExceptionally(lost());
			}
		}
		this.sender.accept(new PipeRequest(id, command));
		return reply;
	}

	void replied(PipeReply reply) {
		CompletableFuture<PipeReply> awaited = this.open.remove(reply.id());
		if (awaited != null) {
			awaited.complete(reply);
		}
	}

	void close() {
		this.closed = true;
		this.open.values().forEach((reply) -> reply.completeExceptionally(lost()));
		this.open.clear();
	}

	private static IllegalStateException lost() {
		return new IllegalStateException("The Pipe has gone");
	}

}
