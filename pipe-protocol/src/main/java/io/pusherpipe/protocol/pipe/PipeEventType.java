/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a backend can ask to be told (Pipe protocol 0.2, requests).
 */
public enum PipeEventType {

	/** Sockets that open and close. */
	SOCKET_EXISTENCE("socket_existence"),

	/** Events that sockets send, on their back channel and on channels. */
	SOCKET_MESSAGE("socket_message"),

	/** Channels that become occupied and vacated. */
	CHANNEL_EXISTENCE("channel_existence"),

	/** Users that become members of presence channels and cease to be. */
	CHANNEL_MEMBERS("channel_members");

	private final String wireName;

	PipeEventType(String wireName) {
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
	 * The type with this name.
	 * @param wireName the name on the wire
	 * @return the type, or nothing where no type has the name
	 */
	public static Optional<PipeEventType> of(String wireName) {
		return Arrays.stream(values()).filter((type) -> type.wireName.equals(wireName)).findFirst();
	}

}
