/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

/**
 * Something that answers HTTP requests. Called on the connection's loop.
 */
public interface HttpEndpoint {

	/**
	 * Answer a request, if it is this endpoint's.
	 * @param exchange the request, and the way to answer it
	 * @return {@code false} if the request is not this endpoint's; otherwise the endpoint
	 * has answered, or will
	 */
	boolean handle(HttpExchange exchange);

}
