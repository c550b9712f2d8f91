/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientSocket;
import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The answer to the request of a page, which the first handler with a result gives.
 */
final class Answer {

	/** The code that says that the backend failed. */
	static final int FAILED = 4500;

	/** The code that says that the page's data is not what the backend takes. */
	static final int INVALID = 4422;

	private static final Log logger = LogFactory.getLog(Answer.class);

	private final PipeClientSocket socket;

	private final String request;

	private final AtomicBoolean given = new AtomicBoolean();

	private volatile @Nullable PipeHandlerException failure;

	private Answer(PipeClientSocket socket, String request) {
		this.socket = socket;
		this.request = request;
	}

	/**
	 * The answer to something that happened.
	 * @param client sends the answer
	 * @param occurrence what happened
	 * @return the answer, or {@code null} if nobody has asked
	 */
	static @Nullable Answer to(PipeClient client, Occurrence occurrence) {
		if (occurrence.source() instanceof SocketMessage message && message.request() != null) {
			return new Answer(client.socket(message.socketId()), message.request());
		}
		return null;
	}

	/**
	 * Answer with a handler's result, unless there is an answer already.
	 * @param result the result
	 * @return when the edge has it
	 */
	CompletionStage<?> give(@Nullable Object result) {
		return once(() -> this.socket.reply(this.request, result).onErrorResume(PipeConversionException.class, (ex) -> {
			logger.error("A request was not answered with a result: " + ex.getMessage(), ex);
			return this.socket.replyError(this.request, FAILED, "The backend failed");
		}));
	}

	/**
	 * Answer with an error, unless there is an answer already.
	 * @param error what the page is told
	 * @return when the edge has it
	 */
	CompletionStage<?> give(PipeReplyException error) {
		return once(() -> this.socket.replyError(this.request, error.code(), String.valueOf(error.getMessage())));
	}

	private CompletionStage<?> giveNothing() {
		return once(() -> this.socket.reply(this.request, null));
	}

	/**
	 * A handler has failed: without another one's result the answer is an error.
	 * @param failure what went wrong
	 */
	void failed(PipeHandlerException failure) {
		if (this.failure == null) {
			this.failure = failure;
		}
	}

	/**
	 * All handlers are done: answer with nothing, or with an error that tells nothing but
	 * what is wrong with the page's data.
	 * @return when the edge has it
	 */
	CompletionStage<?> finish() {
		PipeHandlerException failure = this.failure;
		if (failure == null) {
			return giveNothing();
		}
		String problem = failure.dataProblem();
		return once(() -> (problem != null) ? this.socket.replyError(this.request, INVALID, problem)
				: this.socket.replyError(this.request, FAILED, "The backend failed"));
	}

	private CompletionStage<?> once(Supplier<Mono<Void>> reply) {
		if (!this.given.compareAndSet(false, true)) {
			return CompletableFuture.completedFuture(null);
		}
		return reply.get().onErrorResume((ex) -> {
			// The page's request times out, or comes again with the event.
			logger.debug("A request was not answered: " + ex.getMessage());
			return Mono.empty();
		}).toFuture();
	}

}
