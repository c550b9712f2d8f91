/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.auth;

import org.jspecify.annotations.Nullable;

/**
 * The signature with which an application lets a socket subscribe to a private, encrypted
 * or presence channel (Pusher protocol 7, signature strings).
 */
public final class ChannelSignature {

	private ChannelSignature() {
	}

	/**
	 * Authorize a subscription.
	 * @param key the application's key
	 * @param secret the application's secret
	 * @param socketId the socket
	 * @param channel the channel's name
	 * @param channelData the text that goes with it, or {@code null}
	 * @return the authorization, {@code key:signature}
	 */
	public static String authorize(String key, Secret secret, String socketId, String channel,
			@Nullable String channelData) {
		return key + ":" + secret.sign(text(socketId, channel, channelData));
	}

	/**
	 * Whether an authorization is one of this application for this subscription.
	 * @param auth the authorization, {@code key:signature}
	 * @param key the application's key
	 * @param secret the application's secret
	 * @param socketId the socket
	 * @param channel the channel's name
	 * @param channelData the text that goes with it, or {@code null}
	 * @return {@code true} if it is; an unknown key and a bad signature are not told
	 * apart
	 */
	public static boolean verifies(String auth, String key, Secret secret, String socketId, String channel,
			@Nullable String channelData) {
		int colon = auth.indexOf(':');
		return colon >= 0 && auth.substring(0, colon).equals(key)
				&& secret.verifies(auth.substring(colon + 1), text(socketId, channel, channelData));
	}

	private static String text(String socketId, String channel, @Nullable String channelData) {
		String text = socketId + ":" + channel;
		return (channelData != null) ? text + ":" + channelData : text;
	}

}
