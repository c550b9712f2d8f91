/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

import java.util.Comparator;

/**
 * The form of socket ids: two decimal numbers with a dot between them, which every HTTP
 * SDK checks (Pusher protocol 7, opening handshake).
 */
public final class SocketIds {

	/** The longest id that is taken for one, in characters. */
	public static final int MAX_LENGTH = 64;

	/**
	 * The order in which ids are listed: shorter ones first, and those of one length by
	 * their characters. So the ids of one node are in the order in which it gave them.
	 */
	public static final Comparator<String> ORDER = Comparator.comparingInt(String::length)
		.thenComparing(Comparator.naturalOrder());

	private SocketIds() {
	}

	/**
	 * Whether this has the form of a socket id.
	 * @param id the id
	 * @return {@code true} for digits, a dot, digits
	 */
	public static boolean isValid(String id) {
		int length = id.length();
		int dot = id.indexOf('.');
		if (length > MAX_LENGTH || dot <= 0 || dot == length - 1) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			char c = id.charAt(i);
			if (i != dot && (c < '0' || c > '9')) {
				return false;
			}
		}
		return true;
	}

}
