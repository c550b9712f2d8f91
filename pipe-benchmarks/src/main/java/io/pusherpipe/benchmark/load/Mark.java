/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;

/**
 * The moment at which a message was due, written into its data: {@code @T} and 19 digits
 * of {@link System#nanoTime()}, which is one clock for all processes of a machine. No
 * character needs escaping in JSON.
 */
final class Mark {

	private static final int DIGITS = 19;

	private Mark() {
	}

	/**
	 * Write a payload.
	 * @param due when it is due
	 * @param size how long it is, at least 21
	 * @return the mark and filler
	 */
	static byte[] payload(long due, int size) {
		byte[] payload = new byte[size];
		Arrays.fill(payload, (byte) 'x');
		payload[0] = '@';
		payload[1] = 'T';
		long rest = due;
		for (int i = 1 + DIGITS; i > 1; i--) {
			payload[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		return payload;
	}

	static String text(long due, int size) {
		return new String(payload(due, size), StandardCharsets.US_ASCII);
	}

	/**
	 * Find the mark in a payload.
	 * @param in what has come
	 * @param from where the payload begins
	 * @param to where it ends
	 * @return when the message was due, or -1 if it has no mark
	 */
	static long find(ByteBuf in, int from, int to) {
		int last = to - DIGITS - 2;
		for (int at = in.indexOf(from, to, (byte) '@'); at >= 0
				&& at <= last; at = in.indexOf(at + 1, to, (byte) '@')) {
			if (in.getByte(at + 1) == 'T') {
				long due = 0;
				for (int i = at + 2; i < at + 2 + DIGITS; i++) {
					due = due * 10 + (in.getByte(i) - '0');
				}
				return due;
			}
		}
		return -1;
	}

}
