/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fallback;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the lines that a receiving request is answered with, and counts them as the
 * client does.
 */
final class Lines {

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private boolean inMessages;

	/**
	 * The session is open.
	 */
	void open() {
		line("o");
	}

	/**
	 * Add a message, to the line of the message before if there is one.
	 * @param utf8 the message
	 */
	void message(byte[] utf8) {
		this.out.writeBytes(ascii(this.inMessages ? "," : "a["));
		this.inMessages = true;
		string(utf8);
	}

	/**
	 * A sign of life.
	 */
	void heartbeat() {
		line("h");
	}

	/**
	 * The session is closed.
	 * @param code the close code
	 * @param reason why
	 */
	void close(int code, String reason) {
		endMessages();
		this.out.writeBytes(ascii("c[" + code + ","));
		string(reason.getBytes(StandardCharsets.UTF_8));
		this.out.writeBytes(ascii("]\n"));
	}

	int size() {
		return this.out.size();
	}

	/**
	 * End the last line and take all of them.
	 * @return the lines
	 */
	byte[] take() {
		endMessages();
		return this.out.toByteArray();
	}

	/**
	 * The length of a text as JavaScript sees it.
	 * @param utf8 the text
	 * @return the number of UTF-16 units
	 */
	static int length(byte[] utf8) {
		int length = 0;
		for (byte b : utf8) {
			if ((b & 0xC0) != 0x80) {
				length += ((b & 0xF8) == 0xF0) ? 2 : 1;
			}
		}
		return length;
	}

	private void line(String line) {
		endMessages();
		this.out.writeBytes(ascii(line + "\n"));
	}

	private void endMessages() {
		if (this.inMessages) {
			this.inMessages = false;
			this.out.writeBytes(ascii("]\n"));
		}
	}

	private void string(byte[] utf8) {
		this.out.write('"');
		int from = 0;
		for (int i = 0; i < utf8.length; i++) {
			byte b = utf8[i];
			if (b == '"' || b == '\\' || (b >= 0 && b < 0x20)) {
				this.out.write(utf8, from, i - from);
				from = i + 1;
				escape(b);
			}
		}
		this.out.write(utf8, from, utf8.length - from);
		this.out.write('"');
	}

	private void escape(byte b) {
		this.out.write('\\');
		if (b >= 0x20) {
			this.out.write(b);
			return;
		}
		this.out.writeBytes(ascii("u00"));
		this.out.write(HEX[b >> 4]);
		this.out.write(HEX[b & 0x0F]);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
