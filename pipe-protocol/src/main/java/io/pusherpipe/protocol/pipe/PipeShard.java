/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the events of a group are divided by among its members.
 */
public enum PipeShard {

	/** One member gets all that a socket does. */
	SOCKET("socket"),

	/**
	 * One member gets all that is sent on a channel; opens, closes and the back channel
	 * stay with the socket.
	 */
	CHANNEL("channel");

	private final String wireName;

	PipeShard(String wireName) {
		this.wireName = wireName;
	}

	/**
	 * The name on the wire.
	 * @return the name
	 */
	public String wireName() {
		return this.wireName;
	}

	/**
	 * The shard with this name.
	 * @param wireName the name on the wire
	 * @return the shard, or nothing where none has the name
	 */
	public static Optional<PipeShard> of(String wireName) {
		return Arrays.stream(values()).filter((shard) -> shard.wireName.equals(wireName)).findFirst();
	}

}
