/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.observation.Observation;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.spring.observation.PipeHandlerContext;
import io.pusherpipe.spring.observation.PipeHandlerObservations;
import org.jspecify.annotations.Nullable;

/**
 * Calls handlers, and has it observed where that is wanted.
 */
final class HandlerCalls {

	private final Map<PipeHandler, PipeHandlerDescription> descriptions = new ConcurrentHashMap<>();

	private volatile @Nullable PipeHandlerObservations observations;

	/**
	 * Have calls observed from now on.
	 * @param observations makes the observations
	 */
	void observe(PipeHandlerObservations observations) {
		this.observations = observations;
	}

	/**
	 * Call a handler.
	 * @param handler the handler
	 * @param occurrence what happened
	 * @return when it is done, normally or not, and with what; {@code null} if it already
	 * is, with nothing
	 * @throws PipeHandlerException if the method cannot be called, or throws
	 */
	@Nullable CompletionStage<?> call(PipeHandler handler, Occurrence occurrence) {
		PipeHandlerObservations observations = this.observations;
		if (observations == null) {
			return handler.handle(occurrence);
		}
		Observation observation = observations.start(context(handler, occurrence));
		CompletionStage<?> done;
		Observation.Scope scope = observation.openScope();
		try {
			done = handler.handle(occurrence, observation);
		}
		catch (Throwable ex) {
			scope.close();
			stop(observation, (ex instanceof PipeHandlerException && ex.getCause() != null) ? ex.getCause() : ex);
			throw ex;
		}
		scope.close();
		if (done == null) {
			observation.stop();
			return null;
		}
		return done.whenComplete((result, failure) -> stop(observation, failure));
	}

	private static void stop(Observation observation, @Nullable Throwable failure) {
		if (failure != null) {
			observation.error(failure);
		}
		observation.stop();
	}

	private PipeHandlerContext context(PipeHandler handler, Occurrence occurrence) {
		PipeHandlerDescription description = this.descriptions.computeIfAbsent(handler, PipeHandler::describe);
		return new PipeHandlerContext(shortName(description.method()), description.annotation(), occurrence.event(),
				occurrence.channel(), occurrence.socketId(), occurrence.redelivered(),
				(occurrence.source() instanceof SocketMessage message) ? message.trace() : null);
	}

	// com.example.Chat.said(String, Message) becomes Chat.said
	private static String shortName(String method) {
		String qualified = method.substring(0, method.indexOf('('));
		int name = qualified.lastIndexOf('.');
		return qualified.substring(qualified.lastIndexOf('.', name - 1) + 1);
	}

}
