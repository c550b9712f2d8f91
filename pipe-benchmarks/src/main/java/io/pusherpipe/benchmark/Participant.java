/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.util.List;

import io.pusherpipe.benchmark.load.Settings;
import io.pusherpipe.benchmark.os.ChildProcess;

/**
 * Somebody who is measured.
 *
 * @param name who
 * @param driver the load generator
 * @param settings what it is told of this one: port, processes, protocol
 * @param processes the processes that it needs
 */
record Participant(String name, Driver driver, Settings settings, List<ChildProcess> processes) {

	Settings run(Settings workload) {
		return this.driver.run(workload.with(this.settings));
	}

	boolean isAlive() {
		return this.processes.stream().allMatch(ChildProcess::isAlive);
	}

}
