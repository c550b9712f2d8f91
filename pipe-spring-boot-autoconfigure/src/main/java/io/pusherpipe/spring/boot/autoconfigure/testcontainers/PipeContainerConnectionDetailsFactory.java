/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.testcontainers;

import java.net.URI;
import java.util.List;

import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerEnvironment;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Container;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/**
 * Takes a container for an edge that is marked {@code @ServiceConnection("pipe")}, or
 * {@code @ServiceConnection} alone if its image is called {@code pipe-server} or
 * {@code pipe-server-app}.
 */
final class PipeContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<Container<?>, PipeConnectionDetails> {

	// The last is what the build plugin of Spring Boot calls it.
	private static final List<String> NAMES = List.of("pipe", "pipe-server", "pipe-server-app",
			"library/pipe-server-app");

	PipeContainerConnectionDetailsFactory() {
		super(NAMES, "io.pusherpipe.client.PipeClient");
	}

	@Override
	protected PipeConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
		return new PipeContainerConnectionDetails(source);
	}

	private static final class PipeContainerConnectionDetails extends ContainerConnectionDetails<Container<?>>
			implements PipeConnectionDetails {

		PipeContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
			super(source);
		}

		// The container may start only now.
		private PipeServerEnvironment environment() {
			return new PipeServerEnvironment(getContainer().getEnvMap());
		}

		@Override
		public URI getUrl() {
			Container<?> container = getContainer();
			return environment().getUrl(container.getHost(), container::getMappedPort);
		}

		@Override
		public String getAppId() {
			return environment().getAppId();
		}

		@Override
		public String getKey() {
			return environment().getKey();
		}

		@Override
		public String getSecret() {
			return environment().getSecret();
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return super.getSslBundle();
		}

	}

}
