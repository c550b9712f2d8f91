/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.authorization.ChannelAuthorizer;
import io.pusherpipe.spring.authorization.UserAuthenticator;
import io.pusherpipe.spring.boot.autoconfigure.PipeAutoConfiguration;
import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import io.pusherpipe.spring.boot.autoconfigure.PipeProperties;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the endpoints that authorize
 * channels and users, in servlet web applications with an authorizer.
 */
@AutoConfiguration(after = PipeAutoConfiguration.class)
@ConditionalOnClass({ PipeClient.class, DispatcherServlet.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(PipeConnectionDetails.class)
@EnableConfigurationProperties({ PipeProperties.class, PipeAuthorizationProperties.class })
public final class PipeWebMvcAutoConfiguration {

	private final AuthorizationSigner signer;

	private final PipeAuthorizationProperties properties;

	PipeWebMvcAutoConfiguration(PipeConnectionDetails details, ObjectProvider<JsonMapper> jsonMapper,
			PipeProperties pipeProperties, PipeAuthorizationProperties properties) {
		this.signer = AuthorizationSigner.of(details, jsonMapper, pipeProperties);
		this.properties = properties.checked();
	}

	@Bean
	@ConditionalOnBean(ChannelAuthorizer.class)
	RouterFunction<ServerResponse> pipeChannelAuthorizationRoutes(ChannelAuthorizer authorizer) {
		return new WebMvcRoutes<>(AuthorizationEndpoint.forChannels(this.signer), authorizer::authorize)
			.at(this.properties.channelPath(), this.properties.jsonpEnabled());
	}

	@Bean
	@ConditionalOnBean(UserAuthenticator.class)
	RouterFunction<ServerResponse> pipeUserAuthenticationRoutes(UserAuthenticator authenticator) {
		return new WebMvcRoutes<>(AuthorizationEndpoint.forUsers(this.signer), authenticator::authenticate)
			.at(this.properties.userPath(), this.properties.jsonpEnabled());
	}

}
