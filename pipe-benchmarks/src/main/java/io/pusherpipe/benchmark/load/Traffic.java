/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

/**
 * Takes what comes to the sockets of a run.
 */
interface Traffic {

	/** For sockets that nothing is to come to. */
	Traffic NONE = (client, due) -> {
	};

	/**
	 * A message has come.
	 * @param client to whom
	 * @param due when it was due
	 */
	void delivered(Client client, long due);

	/**
	 * A text without a mark has come.
	 * @param client to whom
	 * @param text the text
	 * @return whether it was an answer, and nothing of the protocol
	 */
	default boolean answered(Client client, String text) {
		return false;
	}

}
