/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.pusherpipe.server.PipeServerBuilder;

/**
 * A bean of this type adjusts the edge after the properties have been applied.
 */
@FunctionalInterface
public interface PipeServerBuilderCustomizer {

	/**
	 * Adjust the edge.
	 * @param builder sets it up; asked for anew at each start
	 */
	void customize(PipeServerBuilder builder);

}
