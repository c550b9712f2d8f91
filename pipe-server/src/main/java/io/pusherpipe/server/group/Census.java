/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.List;

import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Loop;

/**
 * Knows what is there. What it tells of a loop it is asked on that loop, so that it
 * agrees with what groups have been told from there.
 */
public interface Census {

	/** Knows of nothing. */
	Census NONE = new Census() {

		@Override
		public List<String> sockets(App app, Loop loop) {
			return List.of();
		}

		@Override
		public List<String> channels(App app, Loop loop) {
			return List.of();
		}

	};

	/**
	 * The open sockets of an application that live on a loop.
	 * @param app the application
	 * @param loop the loop
	 * @return their ids
	 */
	List<String> sockets(App app, Loop loop);

	/**
	 * The occupied channels of an application whose home is a loop.
	 * @param app the application
	 * @param loop the loop
	 * @return their names
	 */
	List<String> channels(App app, Loop loop);

}
