/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.function.Supplier;

import io.pusherpipe.client.PipeDecider.ChannelDecision;
import io.pusherpipe.client.PipeDecider.UserDecision;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Answers what the edge asks.
 */
final class Decisions {

	private static final int FAILED = 4500;

	private static final Logger logger = LoggerFactory.getLogger(PipeClient.class);

	private final Supplier<PipeDecider> decider;

	Decisions(Supplier<PipeDecider> decider) {
		this.decider = decider;
	}

	/**
	 * Answer a request.
	 * @param request the request
	 * @return the reply, never an error
	 */
	Mono<PipeReply> answer(PipeRequest request) {
		RawJson id = request.id();
		return Mono.defer(() -> result(request.command()))
			.map((result) -> PipeReply.success(id, result))
			.onErrorResume(PipeEdgeException.class,
					(ex) -> Mono.just(PipeReply.failure(id, new PipeError(ex.code(), String.valueOf(ex.getMessage())))))
			.onErrorResume((ex) -> {
				logger.error("A decision for the edge failed, which refuses", ex);
				return Mono.just(PipeReply.failure(id, new PipeError(FAILED, "The backend failed")));
			});
	}

	private Mono<RawJson> result(PipeRequest.Command command) {
		PipeDecider decider = this.decider.get();
		if (command instanceof PipeRequest.AuthorizeChannel question && decider.authorizesChannels()) {
			return decider.authorize(question).defaultIfEmpty(new ChannelDecision(false, null)).map(Decisions::encode);
		}
		if (command instanceof PipeRequest.AuthenticateUser question && decider.authenticatesUsers()) {
			return decider.authenticate(question).defaultIfEmpty(new UserDecision(null)).map(Decisions::encode);
		}
		PipeError error = (command instanceof PipeRequest.Malformed malformed) ? malformed.error()
				: new PipeError(PipeError.UNKNOWN_METHOD, "This backend answers no such requests");
		return Mono.error(new PipeEdgeException(error.message(), error.code()));
	}

	private static RawJson encode(ChannelDecision decision) {
		JsonWriter result = JsonWriter.object().bool("authorized", decision.authorized());
		if (decision.authorized() && decision.channelData() != null) {
			result.raw("channel_data", decision.channelData());
		}
		return result.toRawJson();
	}

	private static RawJson encode(UserDecision decision) {
		JsonWriter result = JsonWriter.object();
		return ((decision.user() != null) ? result.raw("user", decision.user()) : result).toRawJson();
	}

}
