/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.server.PipeServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of an edge in this application:
 * where {@code pusher.pipe.server.enabled} asks for it, or where the Pipe would otherwise
 * have none to connect to.
 */
@AutoConfiguration(after = SslAutoConfiguration.class, before = PipeAutoConfiguration.class)
@ConditionalOnClass(PipeServer.class)
@ConditionalOnBooleanProperty(name = "pusher.pipe.server.enabled", matchIfMissing = true)
@Conditional(PipeServerAutoConfiguration.EdgeWanted.class)
@EnableConfigurationProperties(PipeServerProperties.class)
public final class PipeServerAutoConfiguration {

	PipeServerAutoConfiguration() {
	}

	@Bean
	PipeServerLifecycle pipeServerLifecycle(PipeServerProperties properties, ObjectProvider<PipeCredentials> embedded,
			ObjectProvider<SslBundles> sslBundles, ObjectProvider<PipeServerBuilderCustomizer> customizers,
			Environment environment) {
		PipeServerFactory factory = new PipeServerFactory(properties, embedded.getIfAvailable(), sslBundles::getObject,
				customizers.orderedStream().toList());
		return new PipeServerLifecycle(factory, environment, Phases.server(environment));
	}

	/**
	 * The Pipe's way to the edge in the same application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(PipeClient.class)
	@ConditionalOnBooleanProperty(name = "pusher.pipe.enabled", matchIfMissing = true)
	@ConditionalOnMissingBean(PipeConnectionDetails.class)
	@Conditional(NoUrl.class)
	@EnableConfigurationProperties(PipeProperties.class)
	static class EmbeddedConfiguration {

		@Bean
		PipeCredentials pipeCredentials(PipeProperties properties, PipeServerProperties serverProperties) {
			return PipeCredentials.of(properties, serverProperties, RestartMemory.create());
		}

		@Bean
		EmbeddedPipeConnectionDetails embeddedPipeConnectionDetails(PipeCredentials credentials,
				PipeServerLifecycle server, PipeServerProperties serverProperties, PipeProperties properties,
				ObjectProvider<SslBundles> sslBundles) {
			EmbeddedPipeConnectionDetails details = new EmbeddedPipeConnectionDetails(credentials, server,
					serverProperties, properties.ssl().bundle(), sslBundles::getObject);
			// A bundle that is not there shall fail the start, not each attempt to
			// connect.
			details.getSslBundle();
			return details;
		}

	}

	/**
	 * An edge was asked for, or is needed.
	 */
	static final class EdgeWanted extends AnyNestedCondition {

		EdgeWanted() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBooleanProperty("pusher.pipe.server.enabled")
		static class AskedFor {

		}

		@ConditionalOnClass(PipeClient.class)
		@ConditionalOnBooleanProperty(name = "pusher.pipe.enabled", matchIfMissing = true)
		@ConditionalOnMissingBean(PipeConnectionDetails.class)
		@Conditional(NoUrl.class)
		static class Needed {

		}

	}

	/**
	 * The Pipe was not told where its edge is.
	 */
	static final class NoUrl extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			Environment environment = context.getEnvironment();
			ConditionMessage.Builder message = ConditionMessage.forCondition("Embedded edge");
			if (StringUtils.hasText(environment.getProperty("pusher.pipe.url"))) {
				return ConditionOutcome.noMatch(message.because("pusher.pipe.url is set"));
			}
			return ConditionOutcome.match(message.because("pusher.pipe.url is not set"));
		}

	}

}
