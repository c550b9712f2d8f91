/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.pusherpipe.client.PipeEndpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * The way to the edge that the properties tell.
 */
final class PropertiesPipeConnectionDetails implements PipeConnectionDetails {

	private final PipeEndpoint endpoint;

	private final String secret;

	private final @Nullable String sslBundle;

	private final Supplier<SslBundles> sslBundles;

	private PropertiesPipeConnectionDetails(PipeEndpoint endpoint, String secret, @Nullable String sslBundle,
			Supplier<SslBundles> sslBundles) {
		this.endpoint = endpoint;
		this.secret = secret;
		this.sslBundle = sslBundle;
		this.sslBundles = sslBundles;
	}

	/**
	 * The details that the properties tell.
	 * @param properties the properties
	 * @param sslBundles where SSL bundles are
	 * @return the details
	 * @throws PipeConfigurationException if something is missing, or cannot be
	 */
	static PropertiesPipeConnectionDetails of(PipeProperties properties, Supplier<SslBundles> sslBundles) {
		URI url = properties.url();
		if (url == null || url.toString().isEmpty()) {
			throw new PipeConfigurationException(
					"There is no edge for the Pipe: pusher.pipe.url is not set, and no embedded edge runs here.", """
							Set pusher.pipe.url, pusher.pipe.app-id, pusher.pipe.key and pusher.pipe.secret to connect \
							to an edge; or add a dependency on io.pusherpipe:pipe-server (and do not set \
							pusher.pipe.server.enabled=false) to have one embedded; or set pusher.pipe.enabled=false \
							to do without the Pipe.""");
		}
		String appId = properties.appId();
		String key = properties.key();
		String secret = properties.secret();
		if (!StringUtils.hasText(appId) || !StringUtils.hasText(key) || !StringUtils.hasText(secret)) {
			throw missing(properties);
		}
		try {
			PipeEndpoint endpoint = PipeEndpoint.of(url, appId, key, secret);
			PropertiesPipeConnectionDetails details = new PropertiesPipeConnectionDetails(endpoint, secret,
					properties.ssl().bundle(), sslBundles);
			// A bundle that is not there shall fail the start, not each attempt to
			// connect.
			details.getSslBundle();
			return details;
		}
		catch (IllegalArgumentException ex) {
			throw InvalidUrl.explain(url, ex);
		}
	}

	private static PipeConfigurationException missing(PipeProperties properties) {
		List<String> keys = new ArrayList<>();
		addUnlessSet(keys, "pusher.pipe.app-id", properties.appId());
		addUnlessSet(keys, "pusher.pipe.key", properties.key());
		addUnlessSet(keys, "pusher.pipe.secret", properties.secret());
		String list = String.join(", ", keys);
		return new PipeConfigurationException(
				"The Pipe has a URL but no complete credentials: not set are " + list + ".",
				"Set " + list + " to those of an application at the edge.");
	}

	private static void addUnlessSet(List<String> keys, String key, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			keys.add(key);
		}
	}

	@Override
	public URI getUrl() {
		return this.endpoint.url();
	}

	@Override
	public String getAppId() {
		return this.endpoint.appId();
	}

	@Override
	public String getKey() {
		return this.endpoint.key();
	}

	@Override
	public String getSecret() {
		return this.secret;
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		return StringUtils.hasText(this.sslBundle)
				? SslBundleNames.get(this.sslBundles.get(), this.sslBundle, "pusher.pipe.ssl.bundle") : null;
	}

}
