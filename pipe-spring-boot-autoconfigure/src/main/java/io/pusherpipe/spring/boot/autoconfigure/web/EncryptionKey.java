/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import io.pusherpipe.spring.boot.autoconfigure.PipeConfigurationException;

/**
 * The master key that the keys of encrypted channels are derived from. Never shows
 * itself.
 */
final class EncryptionKey {

	private static final int LENGTH = 32;

	private final byte[] key;

	private EncryptionKey(byte[] key) {
		this.key = key;
	}

	/**
	 * The key that the property tells.
	 * @param base64 the property's value
	 * @return the key
	 * @throws PipeConfigurationException if the value is not 32 bytes in base64
	 */
	static EncryptionKey of(String base64) {
		byte[] key;
		try {
			key = Base64.getDecoder().decode(base64.strip());
		}
		catch (IllegalArgumentException ex) {
			// Its message shows characters of the key.
			throw refused("is not base64");
		}
		if (key.length != LENGTH) {
			throw refused("has " + key.length + " bytes");
		}
		return new EncryptionKey(key);
	}

	private static PipeConfigurationException refused(String what) {
		return new PipeConfigurationException(
				"The value of the property pusher.pipe.encryption-master-key " + what + ".",
				"Set it to " + LENGTH + " random bytes in base64, such as 'openssl rand -base64 32' prints.");
	}

	/**
	 * The key of one channel (Pusher protocol 7, encrypted channels).
	 * @param channel the channel's name
	 * @return the key in base64, as clients are told it
	 */
	String sharedSecret(String channel) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(channel.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(digest.digest(this.key));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	@Override
	public String toString() {
		return "EncryptionKey[hidden]";
	}

}
