/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.docker.compose;

import java.net.URI;
import java.util.Set;

import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.ssl.SslBundle;

/**
 * Takes a service for an edge whose image is called {@code pipe-server} or
 * {@code pipe-server-app}, whoever's it is, or that is labelled
 * {@code org.springframework.boot.service-connection: pipe}.
 */
final class PipeDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<PipeConnectionDetails> {

	private static final String LABEL = "org.springframework.boot.service-connection";

	private static final Set<String> IMAGES = Set.of("pipe-server", "pipe-server-app");

	PipeDockerComposeConnectionDetailsFactory() {
		super(PipeDockerComposeConnectionDetailsFactory::isEdge, "io.pusherpipe.client.PipeClient");
	}

	private static boolean isEdge(DockerComposeConnectionSource source) {
		return isEdge(source.getRunningService());
	}

	/**
	 * Whether a service is an edge.
	 * @param service the service
	 * @return {@code true} if it is
	 */
	static boolean isEdge(RunningService service) {
		String label = service.labels().get(LABEL);
		if (label != null) {
			return label.equals("pipe") || IMAGES.contains(label);
		}
		String image = service.image().getName();
		return IMAGES.contains(image.substring(image.lastIndexOf('/') + 1));
	}

	@Override
	protected PipeConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new PipeDockerComposeConnectionDetails(source.getRunningService());
	}

	static final class PipeDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements PipeConnectionDetails {

		private final PipeServerEnvironment environment;

		private final URI url;

		private final @Nullable SslBundle sslBundle;

		PipeDockerComposeConnectionDetails(RunningService service) {
			super(service);
			this.environment = new PipeServerEnvironment(service.env());
			this.url = this.environment.getUrl(service.host(), service.ports()::get);
			this.sslBundle = getSslBundle(service);
		}

		@Override
		public URI getUrl() {
			return this.url;
		}

		@Override
		public String getAppId() {
			return this.environment.getAppId();
		}

		@Override
		public String getKey() {
			return this.environment.getKey();
		}

		@Override
		public String getSecret() {
			return this.environment.getSecret();
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return this.sslBundle;
		}

	}

}
