/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where the edge is and which application to be there. Asked before every attempt to
 * connect. A page needs the key, and the URL's host and port, to connect its browser to
 * the same edge; it must never be told the secret.
 */
public interface PipeConnectionDetails extends ConnectionDetails {

	/**
	 * The edge.
	 * @return a {@code ws} or {@code wss} URL. That of an embedded edge has its real port
	 * once it has started
	 */
	URI getUrl();

	/**
	 * The application's id.
	 * @return the id
	 */
	String getAppId();

	/**
	 * The application's key.
	 * @return the key, which is no secret
	 */
	String getKey();

	/**
	 * The application's secret.
	 * @return the secret
	 */
	String getSecret();

	/**
	 * What a {@code wss} URL is connected to with.
	 * @return the SSL bundle, or {@code null}, the default, for the platform's trust
	 * store
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
