/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * An application as its backend and its clients know it.
 *
 * @param appId the id
 * @param key the key
 * @param secret the secret
 * @param host where the edge is
 * @param port where the edge is
 * @param tls whether the edge has TLS
 * @param masterKey what encrypted channels derive their keys from, 32 bytes in base64
 */
record Credentials(String appId, String key, String secret, String host, int port, boolean tls, String masterKey) {

	static final String MASTER_KEY = "c2l4dGVlbiBieXRlcywgYW5kIHNpeHRlZW4gbW9yZSE=";

	static Credentials of(RemoteEdge edge) {
		return new Credentials("1", "key-of-1", "secret-of-1", "127.0.0.1", edge.port(), false, MASTER_KEY);
	}

	Credentials withSecret(String other) {
		return new Credentials(this.appId, this.key, other, this.host, this.port, this.tls, this.masterKey);
	}

	Credentials withKey(String other) {
		return new Credentials(this.appId, other, this.secret, this.host, this.port, this.tls, this.masterKey);
	}

	Credentials withTls() {
		return new Credentials(this.appId, this.key, this.secret, this.host, this.port, true, this.masterKey);
	}

	/**
	 * What an application's endpoint answers who wants to subscribe.
	 * @param socketId the socket's id
	 * @param channel the channel
	 * @param channelData the user, on presence channels
	 * @return the answer
	 */
	Map<String, Object> authorize(String socketId, String channel, @Nullable String channelData) {
		String text = socketId + ":" + channel;
		return (channelData != null) ? Map.of("auth", sign(text + ":" + channelData), "channel_data", channelData)
				: Map.of("auth", sign(text));
	}

	/**
	 * What an application's endpoint answers who wants to sign in.
	 * @param socketId the socket's id
	 * @param userData the user
	 * @return the answer
	 */
	Map<String, Object> authenticate(String socketId, String userData) {
		return Map.of("auth", sign(socketId + "::user::" + userData), "user_data", userData);
	}

	private String sign(String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(this.secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
			return this.key + ":" + HexFormat.of().formatHex(signature);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return "app " + this.appId;
	}

}
