/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.Map;

import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/**
 * An SDK for backends. Its methods are called by the names that {@link HttpSdkChecks}
 * has, whatever the SDK calls them.
 */
interface HttpSdk extends AutoCloseable {

	/**
	 * Call a method.
	 * @param method the name
	 * @param app the application to call it for
	 * @param args the arguments; those that are missing are left to the SDK
	 * @return what it gives
	 * @throws TestAbortedException if the SDK has nothing of the kind
	 * @throws SdkException if the SDK reports an error
	 */
	JsonNode call(String method, Credentials app, Map<String, ?> args);

	@Override
	void close();

}
