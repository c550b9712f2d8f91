/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.docker.compose;

import java.net.URI;
import java.util.Map;

import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PipeDockerComposeConnectionDetailsFactory}, with services as Docker
 * Compose tells them and no Docker.
 */
class PipeDockerComposeConnectionDetailsFactoryTests {

	private static final String LABEL = "org.springframework.boot.service-connection";

	@ParameterizedTest
	@ValueSource(strings = { "pipe-server", "pipe-server-app:1.0", "acme/pipe-server:latest",
			"registry.example.com/acme/pipe-server-app:1.0" })
	void knowsTheEdgeByItsImage(String image) {
		PipeConnectionDetails details = connect(service(image, Map.of()));
		assertThat(details).isNotNull();
		assertThat(details.getUrl()).isEqualTo(URI.create("ws://127.0.0.1:32001"));
		assertThat(details.getAppId()).isEqualTo("1");
		assertThat(details.getKey()).isEqualTo("key");
		assertThat(details.getSecret()).isEqualTo("hush");
		assertThat(details.getSslBundle()).isNull();
	}

	@Test
	void knowsTheEdgeByItsLabel() {
		assertThat(connect(service("acme/realtime", Map.of(LABEL, "pipe")))).isNotNull();
		assertThat(connect(service("acme/realtime", Map.of()))).isNull();
	}

	@Test
	void whenAnEdgeIsLabelledAsSomethingElseThenItIsNone() {
		assertThat(connect(service("pipe-server", Map.of(LABEL, "redis")))).isNull();
	}

	@Test
	void isFound() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(ConnectionDetailsFactory.class,
					SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {
					})))
			.hasAtLeastOneElementOfType(PipeDockerComposeConnectionDetailsFactory.class);
	}

	private static @Nullable PipeConnectionDetails connect(RunningService service) {
		DockerComposeConnectionSource source = mock(DockerComposeConnectionSource.class);
		given(source.getRunningService()).willReturn(service);
		return new PipeDockerComposeConnectionDetailsFactory().getConnectionDetails(source);
	}

	private static RunningService service(String image, Map<String, String> labels) {
		ConnectionPorts ports = mock(ConnectionPorts.class);
		given(ports.get(6001)).willReturn(32001);
		RunningService service = mock(RunningService.class);
		given(service.name()).willReturn("edge");
		given(service.image()).willReturn(ImageReference.of(image));
		given(service.host()).willReturn("127.0.0.1");
		given(service.ports()).willReturn(ports);
		given(service.labels()).willReturn(labels);
		given(service.env()).willReturn(Map.of("PUSHER_PIPE_SERVER_APPS_0_ID", "1", "PUSHER_PIPE_SERVER_APPS_0_KEY",
				"key", "PUSHER_PIPE_SERVER_APPS_0_SECRET", "hush"));
		return service;
	}

}
