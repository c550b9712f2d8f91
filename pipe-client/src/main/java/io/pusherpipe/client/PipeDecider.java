/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Decides for the edge (Pipe protocol 1.0, requests of the edge). The edge asks one of
 * the group's members that offer it, and refuses the browser if there is no answer within
 * its {@code decision-timeout} (5 seconds). Called in threads of the connection, which
 * must not be blocked. An empty Mono refuses. So does one that fails, which is logged,
 * and of which the edge learns no more; one that fails with {@link PipeEdgeException} is
 * not logged, and the edge learns code and message.
 */
public interface PipeDecider {

	/**
	 * Whether this decides who may subscribe to channels.
	 * @return {@code true} if the edge may ask {@link #authorize}
	 */
	default boolean authorizesChannels() {
		return false;
	}

	/**
	 * Whether this decides who a socket's user is.
	 * @return {@code true} if the edge may ask {@link #authenticate}
	 */
	default boolean authenticatesUsers() {
		return false;
	}

	/**
	 * May a socket subscribe to a private or presence channel?
	 * @param question who asks for which channel
	 * @return the decision
	 */
	default Mono<ChannelDecision> authorize(PipeRequest.AuthorizeChannel question) {
		return Mono.empty();
	}

	/**
	 * Who is the user of a socket?
	 * @param question which socket asks
	 * @return the decision
	 */
	default Mono<UserDecision> authenticate(PipeRequest.AuthenticateUser question) {
		return Mono.empty();
	}

	/**
	 * Whether a socket may subscribe.
	 *
	 * @param authorized whether it may
	 * @param channelData who it is in a presence channel, an object with {@code user_id}
	 * and perhaps {@code user_info}; {@code null} for the signed-in user
	 */
	record ChannelDecision(boolean authorized, @Nullable RawJson channelData) {

	}

	/**
	 * Who the user is.
	 *
	 * @param user an object with {@code id} and perhaps {@code user_info} and
	 * {@code watchlist}; {@code null} to refuse
	 */
	record UserDecision(@Nullable RawJson user) {

	}

}
