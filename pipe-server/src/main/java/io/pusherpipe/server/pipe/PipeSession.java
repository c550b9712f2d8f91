/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Loop;

/**
 * An open Pipe, of any version of the protocol.
 */
public interface PipeSession {

	/**
	 * The application that the backend is of.
	 * @return the application
	 */
	App app();

	/**
	 * The loop that the session lives on.
	 * @return the loop
	 */
	Loop loop();

	/**
	 * Close the session. To be called on its loop.
	 * @param code the code, with its own reason
	 */
	void close(CloseCode code);

}
