/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.protocol.pipe.Pipe02Codec;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeCodec;

/**
 * The versions of the Pipe protocol that a client speaks.
 */
public enum PipeProtocol {

	/**
	 * Events as they happen, to every backend, and none of those that happen while there
	 * is no connection.
	 */
	V0_2(Pipe02Codec.INSTANCE),

	/** Groups, acknowledgement and redelivery, buffering and flow control. */
	V1_0(Pipe10Codec.INSTANCE);

	@SuppressWarnings("ImmutableEnumChecker")
	private final PipeCodec codec;

	PipeProtocol(PipeCodec codec) {
		this.codec = codec;
	}

	/**
	 * The version's name.
	 * @return the name, as the URL of a Pipe has it
	 */
	public String version() {
		return this.codec.version();
	}

	PipeCodec codec() {
		return this.codec;
	}

}
