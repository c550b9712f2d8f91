/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.InetAddress;
import java.net.URI;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * The way to the embedded edge.
 */
final class EmbeddedPipeConnectionDetails implements PipeConnectionDetails {

	private final PipeCredentials credentials;

	private final PipeServerLifecycle server;

	private final PipeServerProperties serverProperties;

	private final @Nullable String sslBundle;

	private final Supplier<SslBundles> sslBundles;

	/**
	 * Create new details.
	 * @param credentials which application to be
	 * @param server the edge
	 * @param serverProperties what the edge is like
	 * @param sslBundle the name of what to connect with, or {@code null}
	 * @param sslBundles where SSL bundles are
	 */
	EmbeddedPipeConnectionDetails(PipeCredentials credentials, PipeServerLifecycle server,
			PipeServerProperties serverProperties, @Nullable String sslBundle, Supplier<SslBundles> sslBundles) {
		this.credentials = credentials;
		this.server = server;
		this.serverProperties = serverProperties;
		this.sslBundle = sslBundle;
		this.sslBundles = sslBundles;
	}

	@Override
	public URI getUrl() {
		String scheme = StringUtils.hasText(this.serverProperties.ssl().bundle()) ? "wss" : "ws";
		return URI.create(scheme + "://" + host() + ":" + this.server.getPort() + this.serverProperties.pathPrefix());
	}

	private String host() {
		InetAddress address = this.serverProperties.address();
		if (address == null || address.isAnyLocalAddress() || address.isLoopbackAddress()) {
			return "localhost";
		}
		String host = address.getHostAddress();
		return (host.indexOf(':') >= 0) ? "[" + host + "]" : host;
	}

	@Override
	public String getAppId() {
		return this.credentials.appId();
	}

	@Override
	public String getKey() {
		return this.credentials.key();
	}

	@Override
	public String getSecret() {
		return this.credentials.secret();
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return StringUtils.hasText(this.sslBundle)
				? SslBundleNames.get(this.sslBundles.get(), this.sslBundle, "pusher.pipe.ssl.bundle") : null;
	}

}
