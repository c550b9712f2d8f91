/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import io.pusherpipe.benchmark.load.Settings;

/**
 * Does runs.
 */
interface Driver {

	/**
	 * Do a run.
	 * @param settings the run, {@code mode} included
	 * @return what came of it
	 * @throws IllegalStateException if nothing came of it
	 */
	Settings run(Settings settings);

}
