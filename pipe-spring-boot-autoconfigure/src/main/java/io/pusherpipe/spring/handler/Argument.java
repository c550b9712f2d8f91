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
	 * The argument of a call.
	 * @param call the call
	 * @return the argument
	 * @throws Exception if there is none to be had
	 */
	@Nullable Object from(HandlerCall call) throws Exception;

}
