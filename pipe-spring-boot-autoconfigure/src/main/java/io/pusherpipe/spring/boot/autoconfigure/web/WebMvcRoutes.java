/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import java.util.function.Function;

import io.pusherpipe.spring.boot.autoconfigure.web.AuthorizationEndpoint.Question;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * An endpoint in Spring MVC.
 *
 * @param <Q> the question
 * @param <D> the decision
 */
final class WebMvcRoutes<Q, D> {

	private final AuthorizationEndpoint<Q, D> endpoint;

	private final Function<Q, D> authority;

	/**
	 * Create new routes.
	 * @param endpoint reads and answers
	 * @param authority decides
	 */
	WebMvcRoutes(AuthorizationEndpoint<Q, D> endpoint, Function<Q, D> authority) {
		this.endpoint = endpoint;
		this.authority = authority;
	}

	RouterFunction<ServerResponse> at(String path, boolean jsonp) {
		RouterFunctions.Builder routes = RouterFunctions.route().POST(path, (request) -> handle(request, false));
		if (jsonp) {
			routes.GET(path, (request) -> handle(request, true));
		}
		return routes.build();
	}

	private ServerResponse handle(ServerRequest request, boolean script) {
		Question<Q> question;
		try {
			question = this.endpoint.read(request.params(), request.principal().orElse(null), script);
		}
		catch (BadAuthorizationRequestException ex) {
			return response(Answer.bad(ex));
		}
		return response(this.endpoint.answer(question, this.authority.apply(question.content())));
	}

	private static ServerResponse response(Answer answer) {
		return ServerResponse.status(answer.status()).headers(answer.headers()).body(answer.body());
	}

}
