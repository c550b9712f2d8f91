/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.client.PipeClientBuilder;

/**
 * A bean of this type adjusts the application's {@code PipeClient} after the properties
 * have been applied: a proxy, event loops, metrics.
 */
@FunctionalInterface
public interface PipeClientBuilderCustomizer {

	/**
	 * Adjust the client.
	 * @param builder builds it
	 */
	void customize(PipeClientBuilder builder);

}
