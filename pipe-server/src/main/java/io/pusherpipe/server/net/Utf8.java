/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Checks that text is UTF-8, as RFC 6455 (section 8.1) asks for.
 */
final class Utf8 {

	private Utf8() {
	}

	static boolean isValid(byte[] bytes) {
		if (isAscii(bytes)) {
			return true;
		}
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	// Nearly all messages are, and the loop over an array is vectorised.
	private static boolean isAscii(byte[] bytes) {
		int or = 0;
		for (byte b : bytes) {
			or |= b;
		}
		return or >= 0;
	}

}
