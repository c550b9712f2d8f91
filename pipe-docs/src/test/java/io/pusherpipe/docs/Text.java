/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.util.List;

/**
 * Makes lines comparable that stand at different depths.
 */
final class Text {

	private Text() {
	}

	/**
	 * Takes away the indentation that all lines have, what is blank at their ends, and
	 * blank lines around them.
	 * @param lines any lines
	 * @return the bare ones
	 */
	static List<String> bare(List<String> lines) {
		int indent = lines.stream().filter((line) -> !line.isBlank()).mapToInt(Text::indentOf).min().orElse(0);
		List<String> bare = lines.stream()
			.map((line) -> line.isBlank() ? "" : line.substring(indent).stripTrailing())
			.toList();
		int from = 0;
		int to = bare.size();
		while (from < to && bare.get(from).isEmpty()) {
			from++;
		}
		while (to > from && bare.get(to - 1).isEmpty()) {
			to--;
		}
		return bare.subList(from, to);
	}

	private static int indentOf(String line) {
		return line.length() - line.stripLeading().length();
	}

}
