/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import io.pusherpipe.benchmark.load.Settings;

/**
 * Somebody who is measured.
 *
 * @param name who
 * @param load the load generator
 * @param settings what it is told of this one: port, processes, protocol
 */
record Participant(String name, LoadProcess load, Settings settings) {

	Settings run(Settings workload) {
		return this.load.run(workload.with(this.settings));
	}

}
