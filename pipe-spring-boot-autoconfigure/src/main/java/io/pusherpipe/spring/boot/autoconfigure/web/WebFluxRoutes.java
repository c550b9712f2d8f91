/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;

import io.pusherpipe.spring.boot.autoconfigure.web.AuthorizationEndpoint.Question;
import reactor.core.publisher.Mono;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * An endpoint in WebFlux.
 *
 * @param <Q> the question
 * @param <D> the decision
 */
final class WebFluxRoutes<Q, D> {

	private final AuthorizationEndpoint<Q, D> endpoint;

	private final Function<Q, Mono<D>> authority;

	/**
	 * Create new routes.
	 * @param endpoint reads and answers
	 * @param authority decides
	 */
	WebFluxRoutes(AuthorizationEndpoint<Q, D> endpoint, Function<Q, Mono<D>> authority) {
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

	private Mono<ServerResponse> handle(ServerRequest request, boolean script) {
		return Mono.zip(parameters(request), principal(request))
			.flatMap((known) -> decide(known.getT1(), known.getT2(), script))
			.flatMap(WebFluxRoutes::response);
	}

	// As in servlets, those of the URL and those of a form's body.
	private static Mono<MultiValueMap<String, String>> parameters(ServerRequest request) {
		return request.formData().map((form) -> {
			MultiValueMap<String, String> all = new LinkedMultiValueMap<>();
			all.addAll(request.queryParams());
			all.addAll(form);
			return all;
		});
	}

	private static Mono<Optional<Principal>> principal(ServerRequest request) {
		return request.principal()
			.map((principal) -> Optional.<Principal>of(principal))
			.defaultIfEmpty(Optional.empty());
	}

	private Mono<Answer> decide(MultiValueMap<String, String> parameters, Optional<Principal> principal,
			boolean script) {
		Question<Q> question;
		try {
			question = this.endpoint.read(parameters, principal.orElse(null), script);
		}
		catch (BadAuthorizationRequestException ex) {
			return Mono.just(Answer.bad(ex));
		}
		return this.authority.apply(question.content())
			.map((decision) -> this.endpoint.answer(question, decision))
			.switchIfEmpty(Mono.fromSupplier(() -> this.endpoint.answer(question, null)));
	}

	private static Mono<ServerResponse> response(Answer answer) {
		return ServerResponse.status(answer.status()).headers(answer.headers()).bodyValue(answer.body());
	}

}
