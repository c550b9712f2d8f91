/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.util.List;

/**
 * Code that a page may show: what is between {@code // tag::name[]} and
 * {@code // end::name[]} in a source file. A name that stands several times in a file is
 * one region, with a blank line between its parts.
 *
 * @param file path of the file, from the root of the repository
 * @param line number of the line with the first tag
 * @param name name behind the tag
 * @param text the lines, with no indentation that all of them have
 */
record SourceRegion(String file, int line, String name, List<String> text) {

	String place() {
		return file() + ":" + line();
	}

	/**
	 * How much of a snippet is in here.
	 * @param snippet lines of a page
	 * @return lines that both have in the same order, doubled, by the lines of both: 1 if
	 * they are the same, 0 if they have nothing in common
	 */
	double likeness(List<String> snippet) {
		int[][] common = new int[text().size() + 1][snippet.size() + 1];
		for (int i = 0; i < text().size(); i++) {
			for (int j = 0; j < snippet.size(); j++) {
				common[i + 1][j + 1] = text().get(i).equals(snippet.get(j)) ? common[i][j] + 1
						: Math.max(common[i][j + 1], common[i + 1][j]);
			}
		}
		return 2.0 * common[text().size()][snippet.size()] / (text().size() + snippet.size());
	}

	/**
	 * Where a snippet goes another way.
	 * @param snippet lines of a page
	 * @return index of the first line that differs
	 */
	int firstDifference(List<String> snippet) {
		int line = 0;
		while (line < text().size() && line < snippet.size() && text().get(line).equals(snippet.get(line))) {
			line++;
		}
		return line;
	}

	@Override
	public String toString() {
		return name() + " in " + place();
	}

}
