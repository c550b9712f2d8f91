/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import java.security.Principal;
import java.util.function.BiFunction;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.ChannelAuthorizationRequest;
import io.pusherpipe.spring.authorization.UserAuthentication;
import io.pusherpipe.spring.authorization.UserAuthenticationRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * What is the same in every web framework: understanding a question, and answering it
 * once the application has decided.
 *
 * @param <Q> the question
 * @param <D> the decision
 */
final class AuthorizationEndpoint<Q, D> {

	private final Reader<Q> reader;

	private final BiFunction<Q, D, @Nullable RawJson> signer;

	private AuthorizationEndpoint(Reader<Q> reader, BiFunction<Q, D, @Nullable RawJson> signer) {
		this.reader = reader;
		this.signer = signer;
	}

	static AuthorizationEndpoint<ChannelAuthorizationRequest, ChannelAuthorization> forChannels(
			AuthorizationSigner signer) {
		return new AuthorizationEndpoint<>((parameters, principal) -> new ChannelAuthorizationRequest(
				parameters.socketId(), parameters.channel(), principal, parameters.values()), signer::sign);
	}

	static AuthorizationEndpoint<UserAuthenticationRequest, UserAuthentication> forUsers(AuthorizationSigner signer) {
		return new AuthorizationEndpoint<>((parameters,
				principal) -> new UserAuthenticationRequest(parameters.socketId(), principal, parameters.values()),
				signer::sign);
	}

	/**
	 * Understand a request.
	 * @param values its parameters
	 * @param principal who sent it, or {@code null}
	 * @param script whether the answer is to be a script
	 * @return the question that it asks
	 * @throws BadAuthorizationRequestException if it makes no sense
	 */
	Question<Q> read(MultiValueMap<String, String> values, @Nullable Principal principal, boolean script)
			throws BadAuthorizationRequestException {
		Parameters parameters = new Parameters(values);
		return new Question<>(this.reader.read(parameters, principal), script ? parameters.callback() : null);
	}

	/**
	 * Answer a question.
	 * @param question the question
	 * @param decision what was decided; {@code null} refuses
	 * @return the answer
	 */
	Answer answer(Question<Q> question, @Nullable D decision) {
		RawJson authorization = (decision != null) ? this.signer.apply(question.content(), decision) : null;
		return Answer.of(authorization, question.callback());
	}

	/**
	 * What a request asks.
	 *
	 * @param <Q> the question
	 * @param content what is asked
	 * @param callback the function that a script is to call with the answer, or
	 * {@code null} for JSON
	 */
	record Question<Q>(Q content, @Nullable String callback) {

	}

	@FunctionalInterface
	private interface Reader<Q> {

		Q read(Parameters parameters, @Nullable Principal principal) throws BadAuthorizationRequestException;

	}

}
