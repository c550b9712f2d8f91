/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

/**
 * The rule for channel names: 1 to 200 of the characters
 * {@code A-Z a-z 0-9 _ - = @ , . ;} (Pusher protocol 7, channel model and names).
 */
public final class ChannelNames {

	/** The longest allowed name, in characters. */
	public static final int MAX_LENGTH = 200;

	private ChannelNames() {
	}

	/**
	 * Whether this is a valid name for a channel that anybody may use. Names beginning
	 * with {@code #} are reserved and not valid here.
	 * @param name the name
	 * @return {@code true} if it is valid
	 */
	public static boolean isValid(String name) {
		int length = name.length();
		if (length == 0 || length > MAX_LENGTH) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			if (!isAllowed(name.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether a backend may trigger events on a channel of this name: those that are
	 * {@linkplain #isValid valid}, and the channels of signed-in users.
	 * @param name the name
	 * @return {@code true} if it may
	 */
	public static boolean isTriggerable(String name) {
		return isValid(name) || (ChannelType.of(name) == ChannelType.SERVER_TO_USER && name.length() <= MAX_LENGTH
				&& name.length() > ChannelType.SERVER_TO_USER.prefix().length());
	}

	private static boolean isAllowed(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-=@,.;".indexOf(c) >= 0;
	}

}
