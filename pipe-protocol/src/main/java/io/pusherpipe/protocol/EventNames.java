/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

/**
 * The rules for event names: 1 to 200 characters, and some prefixes are reserved (Pusher
 * protocol 7, event delivery and client events).
 */
public final class EventNames {

	/** The longest allowed name, in characters. */
	public static final int MAX_LENGTH = 200;

	/** Begins the name of what the protocol itself says. */
	public static final String PROTOCOL_PREFIX = "pusher:";

	/** Begins the name of what client libraries keep to themselves. */
	public static final String INTERNAL_PREFIX = "pusher_internal:";

	/** Begins the name of what browsers ask of the edge and the backends. */
	public static final String PIPE_PREFIX = "pipe:";

	/** Begins the name of what subscribers send to each other. */
	public static final String CLIENT_PREFIX = "client-";

	private EventNames() {
	}

	/**
	 * Whether a backend may trigger an event of this name.
	 * @param name the name
	 * @return {@code true} for 1 to 200 characters without a protocol prefix or
	 * {@code pipe:}
	 */
	public static boolean isValid(String name) {
		return !name.isEmpty() && name.length() <= MAX_LENGTH && !isProtocol(name) && !isPipe(name);
	}

	/**
	 * Whether the name belongs to the protocol, and so to no application.
	 * @param name the name
	 * @return {@code true} if it begins with {@code pusher:} or {@code pusher_internal:}
	 */
	public static boolean isProtocol(String name) {
		return name.startsWith(PROTOCOL_PREFIX) || name.startsWith(INTERNAL_PREFIX);
	}

	/**
	 * Whether the name belongs to what browsers ask of the edge and the backends, and so
	 * to no application.
	 * @param name the name
	 * @return {@code true} if it begins with {@code pipe:}
	 */
	public static boolean isPipe(String name) {
		return name.startsWith(PIPE_PREFIX);
	}

	/**
	 * Whether the name is that of an event which subscribers send to each other.
	 * @param name the name
	 * @return {@code true} if it begins with {@code client-}
	 */
	public static boolean isClient(String name) {
		return name.startsWith(CLIENT_PREFIX);
	}

}
