/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.backend;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeSocket;

/**
 * Sends a socket back what it has sent.
 */
class EchoHandler {

	@OnSocketEvent("echo")
	void echo(PipeSocket socket, String data) {
		socket.trigger("echo", data);
	}

}
