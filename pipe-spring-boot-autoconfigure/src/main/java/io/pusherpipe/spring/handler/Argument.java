/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import org.jspecify.annotations.Nullable;

/**
 * Where one argument of a handler's call comes from.
 */
@FunctionalInterface
interface Argument {

	/**
	 * The argument for something that happened.
	 * @param occurrence what happened
	 * @return the argument
	 */
	@Nullable Object from(Occurrence occurrence);

}
