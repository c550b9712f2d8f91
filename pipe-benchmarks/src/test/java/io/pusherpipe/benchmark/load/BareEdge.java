/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.app.App;

/**
 * An edge in a process of its own, with nothing else in its memory.
 */
public final class BareEdge {

	private BareEdge() {
	}

	/**
	 * Run it until the process is ended.
	 * @param args the port
	 */
	public static void main(String[] args) {
		PipeServer.builder()
			.address("127.0.0.1")
			.port(Integer.parseInt(args[0]))
			.app(App.of("1", "key", "secret"))
			.start();
	}

}
