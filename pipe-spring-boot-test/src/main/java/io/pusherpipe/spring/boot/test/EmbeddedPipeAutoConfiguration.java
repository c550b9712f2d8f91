/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeEndpoint;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerAutoConfiguration;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerBuilderCustomizer;
import io.pusherpipe.test.PipeTestEdge;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of {@link AutoConfigureEmbeddedPipe @AutoConfigureEmbeddedPipe}:
 * lets the test look at the embedded edge, which the annotation's properties switch on.
 */
@AutoConfiguration(before = PipeServerAutoConfiguration.class)
@ConditionalOnClass(PipeServer.class)
@EnableConfigurationProperties(PipeTestProperties.class)
@Import(ConnectionDetailsRemover.class)
final class EmbeddedPipeAutoConfiguration {

	EmbeddedPipeAutoConfiguration() {
	}

	@Bean
	PipeTester pipeTester(ObjectProvider<PipeConnectionDetails> edge, ObjectProvider<PipeClient> client,
			ObjectProvider<JsonMapper> jsonMapper, PipeTestProperties properties) {
		ApplicationBackend application = new ApplicationBackend(client, properties.timeout());
		return new PipeTester(new PipeTestEdge(() -> endpoint(edge.getObject()),
				jsonMapper.getIfAvailable(JsonMapper::shared), properties.timeout(), application), application);
	}

	private static PipeEndpoint endpoint(PipeConnectionDetails edge) {
		return PipeEndpoint.of(edge.getUrl(), edge.getAppId(), edge.getKey(), edge.getSecret());
	}

	@Bean
	PipeServerBuilderCustomizer pipeTesterPipeServerBuilderCustomizer(PipeTester tester) {
		return (builder) -> builder.listener(tester.edge().listener());
	}

}
