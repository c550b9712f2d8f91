/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.function.UnaryOperator;

/**
 * A client that reads an encrypted channel.
 */
interface EncryptedReader extends AutoCloseable {

	/**
	 * Subscribe, and wait for the success.
	 * @param channel the channel
	 * @param authorizer gives, for the id of the socket, what the application's endpoint
	 * answers
	 */
	void subscribe(String channel, UnaryOperator<String> authorizer);

	/**
	 * Wait for the next event named {@code e}.
	 * @return what it was decrypted to, as JSON
	 */
	String next();

	@Override
	void close();

}
