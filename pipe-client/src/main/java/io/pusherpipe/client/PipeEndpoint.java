/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.URI;

import io.pusherpipe.protocol.auth.Secret;

/**
 * Where the edge is and as which application to connect.
 *
 * @param url the edge, such as {@code ws://localhost:6001} or
 * {@code wss://edge.example.com/prefix}; the application's path is appended
 * @param appId the application's id
 * @param key the application's key
 * @param secret the application's secret, which never shows itself
 */
public record PipeEndpoint(URI url, String appId, String key, Secret secret) {

	/** Checks the values. */
	public PipeEndpoint {
		if (!"ws".equalsIgnoreCase(url.getScheme()) && !"wss".equalsIgnoreCase(url.getScheme())) {
			throw new IllegalArgumentException("url must begin with ws:// or wss://, as in ws://localhost:6001");
		}
		if (url.getHost() == null) {
			throw new IllegalArgumentException("url must name a host, as in ws://localhost:6001");
		}
		if (url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
			throw new IllegalArgumentException("url must have no query, fragment or user");
		}
		if (appId.isEmpty()) {
			throw new IllegalArgumentException("appId must not be empty");
		}
		if (key.isEmpty()) {
			throw new IllegalArgumentException("key must not be empty");
		}
	}

	/**
	 * An endpoint.
	 * @param url the edge
	 * @param appId the application's id
	 * @param key the application's key
	 * @param secret the application's secret
	 * @return the endpoint
	 * @throws IllegalArgumentException if a value is empty or the URL is none of a
	 * WebSocket
	 */
	public static PipeEndpoint of(URI url, String appId, String key, String secret) {
		return new PipeEndpoint(url, appId, key, Secret.of(secret));
	}

}
