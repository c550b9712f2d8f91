/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.auth;

/**
 * The signature with which an application lets a socket sign in as a user (Pusher
 * protocol 7, signature strings).
 */
public final class UserSignature {

	private UserSignature() {
	}

	/**
	 * Authorize a sign-in.
	 * @param key the application's key
	 * @param secret the application's secret
	 * @param socketId the socket
	 * @param userData the text that tells who the user is
	 * @return the authorization, {@code key:signature}
	 */
	public static String authorize(String key, Secret secret, String socketId, String userData) {
		return key + ":" + secret.sign(text(socketId, userData));
	}

	/**
	 * Whether an authorization is one of this application for this sign-in.
	 * @param auth the authorization, {@code key:signature}
	 * @param key the application's key
	 * @param secret the application's secret
	 * @param socketId the socket
	 * @param userData the text that tells who the user is
	 * @return {@code true} if it is; an unknown key and a bad signature are not told
	 * apart
	 */
	public static boolean verifies(String auth, String key, Secret secret, String socketId, String userData) {
		int colon = auth.indexOf(':');
		return colon >= 0 && auth.substring(0, colon).equals(key)
				&& secret.verifies(auth.substring(colon + 1), text(socketId, userData));
	}

	private static String text(String socketId, String userData) {
		return socketId + "::user::" + userData;
	}

}
