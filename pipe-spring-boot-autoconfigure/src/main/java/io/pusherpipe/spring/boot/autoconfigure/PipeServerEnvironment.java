/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * What the environment variables of a container tell in which the edge runs as a program
 * ({@code pipe-server-app}): its port, and the first application that it serves. For the
 * service connections of Docker Compose and Testcontainers.
 */
public final class PipeServerEnvironment {

	private static final int DEFAULT_PORT = 6001;

	private static final String PREFIX = "pusher.pipe.server.";

	private final Binder binder;

	/**
	 * Create a new instance.
	 * @param variables the container's environment variables, such as
	 * {@code PUSHER_PIPE_SERVER_APPS_0_ID}
	 */
	public PipeServerEnvironment(Map<String, String> variables) {
		// A name that ends so is what makes them environment variables for Spring Boot.
		this.binder = new Binder(ConfigurationPropertySources
			.from(new SystemEnvironmentPropertySource("container-systemEnvironment", Map.copyOf(variables))));
	}

	/**
	 * Where the edge can be reached.
	 * @param host the container's host
	 * @param mappedPort the port of the host for a port of the container
	 * @return a {@code ws} URL, or a {@code wss} one if the edge has an SSL bundle
	 */
	public URI getUrl(String host, IntUnaryOperator mappedPort) {
		String port = value("port");
		String scheme = StringUtils.hasText(value("ssl.bundle")) ? "wss" : "ws";
		int mapped = mappedPort.applyAsInt(port.isEmpty() ? DEFAULT_PORT : Integer.parseInt(port));
		return URI.create(scheme + "://" + host + ":" + mapped + value("path-prefix"));
	}

	/**
	 * The id of the first application.
	 * @return the id
	 * @throws IllegalStateException if it is not set
	 */
	public String getAppId() {
		return required("id");
	}

	/**
	 * The key of the first application.
	 * @return the key
	 * @throws IllegalStateException if it is not set
	 */
	public String getKey() {
		return required("key");
	}

	/**
	 * The secret of the first application.
	 * @return the secret
	 * @throws IllegalStateException if it is not set
	 */
	public String getSecret() {
		return required("secret");
	}

	private String required(String name) {
		String value = value("apps[0]." + name);
		if (!StringUtils.hasText(value)) {
			throw new IllegalStateException(
					"The container of the edge has no environment variable PUSHER_PIPE_SERVER_APPS_0_"
							+ name.toUpperCase(Locale.ROOT));
		}
		return value;
	}

	private String value(String name) {
		BindResult<String> result = this.binder.bind(PREFIX + name, String.class);
		return result.isBound() ? result.get() : "";
	}

}
