/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.auth;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An application's secret, which signs and never shows itself. Safe for use by several
 * threads.
 */
public final class Secret {

	private static final String ALGORITHM = "HmacSHA256";

	private static final HexFormat HEX = HexFormat.of();

	private final Mac mac;

	private Secret(Mac mac) {
		this.mac = mac;
	}

	/**
	 * The secret with this text.
	 * @param secret the text, not empty
	 * @return the secret
	 * @throws IllegalArgumentException if the text is empty
	 */
	public static Secret of(String secret) {
		if (secret.isEmpty()) {
			throw new IllegalArgumentException("secret must not be empty");
		}
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
			return new Secret(mac);
		}
		catch (NoSuchAlgorithmException | InvalidKeyException ex) {
			throw new IllegalStateException("every Java platform has " + ALGORITHM, ex);
		}
	}

	/**
	 * Sign a text.
	 * @param text the text
	 * @return the HMAC-SHA256 of its UTF-8 bytes in lower-case hexadecimal digits
	 */
	public String sign(String text) {
		return sign(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Sign bytes as they are.
	 * @param bytes the bytes
	 * @return their HMAC-SHA256 in lower-case hexadecimal digits
	 */
	public String sign(byte[] bytes) {
		return HEX.formatHex(hmac(bytes));
	}

	/**
	 * Whether a signature is that of a text. Takes the same time whatever is wrong.
	 * @param signature the signature, as {@link #sign} gives it
	 * @param text the text
	 * @return {@code true} if it is
	 */
	public boolean verifies(String signature, String text) {
		byte[] expected = sign(text).getBytes(StandardCharsets.US_ASCII);
		return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
	}

	private byte[] hmac(byte[] bytes) {
		try {
			// Cloning the initialised instance is cheaper than asking the providers
			// again, and needs no lock.
			return ((Mac) this.mac.clone()).doFinal(bytes);
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("the provider of " + ALGORITHM + " does not allow cloning", ex);
		}
	}

	@Override
	public String toString() {
		return "Secret[hidden]";
	}

}
