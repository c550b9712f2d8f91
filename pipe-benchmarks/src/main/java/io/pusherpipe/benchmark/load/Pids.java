/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The processes that are measured: {@code pids=name:pid,...}.
 */
final class Pids {

	private Pids() {
	}

	static Map<String, Long> of(Settings settings) {
		Map<String, Long> processes = new LinkedHashMap<>();
		String pids = settings.text("pids", "");
		if (!pids.isEmpty()) {
			for (String pid : pids.split(",", -1)) {
				int colon = pid.indexOf(':');
				processes.put(pid.substring(0, colon), Long.parseLong(pid.substring(colon + 1)));
			}
		}
		return processes;
	}

	static long server(Settings settings) {
		Long pid = of(settings).get("server");
		if (pid == null) {
			throw new IllegalArgumentException("pids=server:... is missing");
		}
		return pid;
	}

}
