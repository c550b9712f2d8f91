/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol;

/**
 * Whole numbers as texts: decimal digits, and nothing else. What comes from outside may
 * be anything, so that to find no number is as ordinary as to find one, and costs neither
 * an exception nor an expression.
 */
public final class WholeNumbers {

	/** So many digits always fit a {@code long}. */
	public static final int MAX_DIGITS = 18;

	private WholeNumbers() {
	}

	/**
	 * Read a number.
	 * @param text the text
	 * @param maxDigits how many digits it may have, leading zeros included, at most
	 * {@value #MAX_DIGITS}
	 * @return the number, or -1 if the text is empty, has more digits, or something else
	 * than digits
	 */
	public static long parse(String text, int maxDigits) {
		return parse(text, 0, maxDigits);
	}

	/**
	 * Read the number that a text ends with.
	 * @param text the text
	 * @param from where its first digit is
	 * @param maxDigits how many digits it may have, leading zeros included, at most
	 * {@value #MAX_DIGITS}
	 * @return the number, or -1 if the rest of the text is empty, has more digits, or
	 * something else than digits
	 */
	public static long parse(String text, int from, int maxDigits) {
		if (maxDigits > MAX_DIGITS) {
			throw new IllegalArgumentException("more than " + MAX_DIGITS + " digits may not fit");
		}
		int end = text.length();
		if (end <= from || end - from > maxDigits) {
			return -1;
		}
		long number = 0;
		for (int i = from; i < end; i++) {
			int digit = text.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return -1;
			}
			number = 10 * number + digit;
		}
		return number;
	}

}
