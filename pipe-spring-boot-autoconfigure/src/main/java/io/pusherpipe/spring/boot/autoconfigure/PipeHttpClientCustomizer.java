/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import reactor.netty.http.client.HttpClient;

/**
 * A bean of this type adjusts the HTTP client that the Pipe's WebSocket begins with:
 * headers, a proxy, event loops, DNS, metrics. Several are applied in their order, after
 * the properties and before those of type {@link PipeClientBuilderCustomizer}. Called
 * before every attempt to connect, and must not block.
 */
@FunctionalInterface
public interface PipeHttpClientCustomizer {

	/**
	 * Adjust the HTTP client.
	 * @param httpClient what it is so far; immutable
	 * @return what it shall be
	 */
	HttpClient customize(HttpClient httpClient);

}
