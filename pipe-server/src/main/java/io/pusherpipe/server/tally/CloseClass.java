/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * How a connection ended.
 */
public enum CloseClass {

	/** The client left: 1000, 1001, or a close frame without a code. */
	NORMAL("1000-1001"),

	/** One side did not keep to WebSocket, or failed: 1002 to 1015. */
	FAILURE("1002-1015"),

	/** Without a close frame: the network, a crash, or the end of the edge. */
	LOST("lost"),

	/** The client must not come back: 4000 to 4099. */
	FOR_GOOD("4000-4099"),

	/** The client comes back after a while: 4100 to 4199. */
	BACK_OFF("4100-4199"),

	/** The client comes back at once: 4200 to 4299. */
	RECONNECT("4200-4299"),

	/** With a code of the application's own. */
	OTHER("other");

	private final String label;

	CloseClass(String label) {
		this.label = label;
	}

	/**
	 * The class as operators read it.
	 * @return the codes
	 */
	public String label() {
		return this.label;
	}

	/**
	 * The class of a close code.
	 * @param code the code
	 * @return its class
	 */
	public static CloseClass of(int code) {
		if (code == 1000 || code == 1001) {
			return NORMAL;
		}
		if (code >= 1002 && code <= 1015) {
			return FAILURE;
		}
		return switch (code / 100) {
			case 40 -> FOR_GOOD;
			case 41 -> BACK_OFF;
			case 42 -> RECONNECT;
			default -> OTHER;
		};
	}

}
