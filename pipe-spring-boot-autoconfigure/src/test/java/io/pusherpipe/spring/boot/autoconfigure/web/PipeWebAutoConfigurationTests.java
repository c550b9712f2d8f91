/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.ChannelAuthorizer;
import io.pusherpipe.spring.authorization.ReactiveChannelAuthorizer;
import io.pusherpipe.spring.authorization.ReactiveUserAuthenticator;
import io.pusherpipe.spring.authorization.UserAuthentication;
import io.pusherpipe.spring.authorization.UserAuthenticator;
import io.pusherpipe.spring.boot.autoconfigure.PipeAutoConfiguration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeWebMvcAutoConfiguration} and {@link PipeWebFluxAutoConfiguration}:
 * who gets which endpoints.
 */
class PipeWebAutoConfigurationTests {

	private static final String CHANNELS = "pipeChannelAuthorizationRoutes";

	private static final String USERS = "pipeUserAuthenticationRoutes";

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(SslAutoConfiguration.class,
			PipeAutoConfiguration.class, PipeWebMvcAutoConfiguration.class, PipeWebFluxAutoConfiguration.class);

	private static final String[] EDGE = { "pusher.pipe.url=ws://localhost:1", "pusher.pipe.app-id=1",
			"pusher.pipe.key=key", "pusher.pipe.secret=hush" };

	private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withPropertyValues(EDGE);

	private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withPropertyValues(EDGE);

	private final ChannelAuthorizer authorizer = (request) -> ChannelAuthorization.allow();

	private final UserAuthenticator authenticator = (request) -> UserAuthentication.refuse();

	@Test
	void whenNobodyDecidesThenThereIsNoEndpoint() {
		this.servlet
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CHANNELS).doesNotHaveBean(USERS));
		this.reactive
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CHANNELS).doesNotHaveBean(USERS));
	}

	@Test
	void eachDecisionHasItsEndpoint() {
		this.servlet.withBean(ChannelAuthorizer.class, () -> this.authorizer)
			.run((context) -> assertThat(context).hasBean(CHANNELS).doesNotHaveBean(USERS));
		this.servlet.withBean(UserAuthenticator.class, () -> this.authenticator)
			.run((context) -> assertThat(context).hasBean(USERS).doesNotHaveBean(CHANNELS));
		this.reactive.withBean(ChannelAuthorizer.class, () -> this.authorizer)
			.run((context) -> assertThat(context).hasBean(CHANNELS).doesNotHaveBean(USERS));
		this.reactive.withBean(UserAuthenticator.class, () -> this.authenticator)
			.run((context) -> assertThat(context).hasBean(USERS).doesNotHaveBean(CHANNELS));
	}

	@Test
	void reactiveDecisionsGoBeforeBlockingOnes() {
		ReactiveChannelAuthorizer reactiveAuthorizer = (request) -> Mono.empty();
		ReactiveUserAuthenticator reactiveAuthenticator = (request) -> Mono.empty();
		this.reactive.withBean(ChannelAuthorizer.class, () -> this.authorizer)
			.withBean(ReactiveChannelAuthorizer.class, () -> reactiveAuthorizer)
			.withBean(ReactiveUserAuthenticator.class, () -> reactiveAuthenticator)
			.run((context) -> {
				assertThat(context).hasBean(CHANNELS).hasBean(USERS);
				assertThat(context).getBean(ReactiveChannelAuthorizer.class).isSameAs(reactiveAuthorizer);
			});
	}

	@Test
	void whenThereIsNoWebApplicationThenThereIsNoEndpoint() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues(EDGE)
			.withBean(ChannelAuthorizer.class, () -> this.authorizer)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CHANNELS));
	}

	@Test
	void whenAClassIsMissingThenThereIsNoEndpoint() {
		for (Class<?> missing : new Class<?>[] { DispatcherServlet.class, PipeClient.class }) {
			this.servlet.withClassLoader(new FilteredClassLoader(missing))
				.withBean(ChannelAuthorizer.class, () -> this.authorizer)
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CHANNELS));
		}
	}

	@Test
	void whenThePipeIsDisabledThenThereIsNoEndpoint() {
		this.servlet.withBean(ChannelAuthorizer.class, () -> this.authorizer)
			.withPropertyValues("pusher.pipe.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CHANNELS));
	}

	@Test
	void whenAPathCannotBeThenNamesItsKey() {
		this.servlet.withPropertyValues("pusher.pipe.authorization.channel-path=auth")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("pusher.pipe.authorization.channel-path is 'auth'"));
		this.reactive.withPropertyValues("pusher.pipe.authorization.user-path=/pusher/auth")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("pusher.pipe.authorization.channel-path and .user-path are both '/pusher/auth'"));
	}

	@Test
	void whenTheMasterKeyCannotBeThenFailsWithoutShowingIt() {
		this.servlet.withPropertyValues("pusher.pipe.encryption-master-key=bm90c2VjcmV0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("pusher.pipe.encryption-master-key has 9 bytes")
				.hasMessageNotContaining("bm90c2VjcmV0"));
	}

}
