/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

/**
 * What becomes of an application that starts while the edge cannot be reached.
 */
public enum StartupFailurePolicy {

	/** It starts, without waiting, and the connection is tried again and again. */
	RETRY,

	/** It waits for the first attempt to connect, and stops if that fails. */
	STOP,

	/**
	 * It waits for the first attempt to connect, and runs without the Pipe if that fails.
	 * There are no further attempts until the {@code PipeHandlerLifecycle} bean is
	 * started again.
	 */
	CONTINUE

}
