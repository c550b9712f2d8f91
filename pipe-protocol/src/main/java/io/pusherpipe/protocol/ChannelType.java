/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

/**
 * What a channel can do, which its name's prefix alone decides (Pusher protocol 7,
 * channel model and names).
 */
public enum ChannelType {

	/** Anybody may subscribe. */
	PUBLIC(""),

	/** A public channel that remembers its last event. */
	CACHE("cache-"),

	/** Subscribing needs a signature; subscribers may send client events. */
	PRIVATE("private-"),

	/** A private channel that remembers its last event. */
	PRIVATE_CACHE("private-cache-"),

	/** A private channel whose payloads only its subscribers can read. */
	PRIVATE_ENCRYPTED("private-encrypted-"),

	/** An encrypted channel that remembers its last event. */
	PRIVATE_ENCRYPTED_CACHE("private-encrypted-cache-"),

	/** A private channel whose subscribers know of each other. */
	PRESENCE("presence-"),

	/** A presence channel that remembers its last event. */
	PRESENCE_CACHE("presence-cache-"),

	/** The channel of one signed-in user. */
	SERVER_TO_USER("#server-to-user-");

	private final String prefix;

	ChannelType(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * The type of the channel with this name. The longest prefix decides; a prefix counts
	 * only at the start of the name.
	 * @param channel the channel's name; it need not be valid
	 * @return the type, {@link #PUBLIC} where no prefix fits
	 */
	public static ChannelType of(String channel) {
		if (channel.startsWith("private-")) {
			if (channel.startsWith("encrypted-", 8)) {
				return channel.startsWith("cache-", 18) ? PRIVATE_ENCRYPTED_CACHE : PRIVATE_ENCRYPTED;
			}
			return channel.startsWith("cache-", 8) ? PRIVATE_CACHE : PRIVATE;
		}
		if (channel.startsWith("presence-")) {
			return channel.startsWith("cache-", 9) ? PRESENCE_CACHE : PRESENCE;
		}
		if (channel.startsWith(CACHE.prefix)) {
			return CACHE;
		}
		return channel.startsWith(SERVER_TO_USER.prefix) ? SERVER_TO_USER : PUBLIC;
	}

	/**
	 * The prefix of such channels' names.
	 * @return the prefix, empty for {@link #PUBLIC}
	 */
	public String prefix() {
		return this.prefix;
	}

	/**
	 * Whether a subscription needs a signature made with the application's secret.
	 * @return {@code true} for private, encrypted and presence channels
	 */
	public boolean needsSignature() {
		return isPresence() || this.prefix.startsWith("private-");
	}

	/**
	 * Whether subscribers are users that know of each other.
	 * @return {@code true} for presence channels
	 */
	public boolean isPresence() {
		return this == PRESENCE || this == PRESENCE_CACHE;
	}

	/**
	 * Whether the channel's payloads are encrypted from end to end.
	 * @return {@code true} for encrypted channels
	 */
	public boolean isEncrypted() {
		return this == PRIVATE_ENCRYPTED || this == PRIVATE_ENCRYPTED_CACHE;
	}

	/**
	 * Whether the channel remembers its last event for new subscribers.
	 * @return {@code true} for cache channels
	 */
	public boolean isCache() {
		return this == CACHE || this == PRIVATE_CACHE || this == PRIVATE_ENCRYPTED_CACHE || this == PRESENCE_CACHE;
	}

	/**
	 * Whether subscribers may send events to each other.
	 * @return {@code true} for private and presence channels
	 */
	public boolean allowsClientEvents() {
		return needsSignature();
	}

}
