/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.authorization.ChannelAuthorizer;
import io.pusherpipe.spring.authorization.ReactiveChannelAuthorizer;
import io.pusherpipe.spring.authorization.ReactiveUserAuthenticator;
import io.pusherpipe.spring.authorization.UserAuthenticator;
import io.pusherpipe.spring.boot.autoconfigure.PipeAutoConfiguration;
import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import io.pusherpipe.spring.boot.autoconfigure.PipeProperties;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the endpoints that authorize
 * channels and users, in reactive web applications with an authorizer.
 */
@AutoConfiguration(after = PipeAutoConfiguration.class)
@ConditionalOnClass({ PipeClient.class, DispatcherHandler.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(PipeConnectionDetails.class)
@EnableConfigurationProperties({ PipeProperties.class, PipeAuthorizationProperties.class })
public final class PipeWebFluxAutoConfiguration {

	private final AuthorizationSigner signer;

	private final PipeAuthorizationProperties properties;

	PipeWebFluxAutoConfiguration(PipeConnectionDetails details, ObjectProvider<JsonMapper> jsonMapper,
			PipeProperties pipeProperties, PipeAuthorizationProperties properties) {
		this.signer = AuthorizationSigner.of(details, jsonMapper, pipeProperties);
		this.properties = properties.checked();
	}

	// Those that may block do so on threads made for it.

	@Bean
	@ConditionalOnBean(ChannelAuthorizer.class)
	@ConditionalOnMissingBean
	ReactiveChannelAuthorizer pipeReactiveChannelAuthorizer(ChannelAuthorizer authorizer) {
		return (request) -> Mono.fromCallable(() -> authorizer.authorize(request))
			.subscribeOn(Schedulers.boundedElastic());
	}

	@Bean
	@ConditionalOnBean(UserAuthenticator.class)
	@ConditionalOnMissingBean
	ReactiveUserAuthenticator pipeReactiveUserAuthenticator(UserAuthenticator authenticator) {
		return (request) -> Mono.fromCallable(() -> authenticator.authenticate(request))
			.subscribeOn(Schedulers.boundedElastic());
	}

	@Bean
	@ConditionalOnBean(ReactiveChannelAuthorizer.class)
	RouterFunction<ServerResponse> pipeChannelAuthorizationRoutes(ReactiveChannelAuthorizer authorizer) {
		return new WebFluxRoutes<>(AuthorizationEndpoint.forChannels(this.signer), authorizer::authorize)
			.at(this.properties.channelPath(), this.properties.jsonpEnabled());
	}

	@Bean
	@ConditionalOnBean(ReactiveUserAuthenticator.class)
	RouterFunction<ServerResponse> pipeUserAuthenticationRoutes(ReactiveUserAuthenticator authenticator) {
		return new WebFluxRoutes<>(AuthorizationEndpoint.forUsers(this.signer), authenticator::authenticate)
			.at(this.properties.userPath(), this.properties.jsonpEnabled());
	}

}
