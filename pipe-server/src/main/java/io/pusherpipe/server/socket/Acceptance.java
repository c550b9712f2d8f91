/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

/**
 * What has become of something that a socket sent.
 */
public enum Acceptance {

	/** A backend has it, or will. */
	TAKEN,

	/** No backend wants such things. */
	UNWANTED,

	/** Those who want it can take no more at present. */
	REJECTED;

	/**
	 * What has become of something that several were offered.
	 * @param other what has become of it elsewhere
	 * @return the better of both for who sent it
	 */
	public Acceptance or(Acceptance other) {
		if (this == TAKEN || other == TAKEN) {
			return TAKEN;
		}
		return (this == REJECTED) ? REJECTED : other;
	}

}
