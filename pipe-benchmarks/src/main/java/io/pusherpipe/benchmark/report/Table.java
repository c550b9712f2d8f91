/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table in Markdown.
 */
public final class Table {

	private final List<String> lines = new ArrayList<>();

	/**
	 * Begin a table.
	 * @param columns the columns' headings
	 */
	public Table(String... columns) {
		row(columns);
		this.lines.add("| --- ".repeat(columns.length) + "|");
	}

	/**
	 * Add a row.
	 * @param cells what is in it
	 */
	public void row(String... cells) {
		this.lines.add("| " + String.join(" | ", cells) + " |");
	}

	/**
	 * A number with as many digits as say something.
	 * @param value the number
	 * @return the text
	 */
	public static String number(double value) {
		double size = Math.abs(value);
		if (size < 1000 && size == Math.rint(size)) {
			return Long.toString((long) value);
		}
		return String.format(Locale.ROOT,
				(size >= 1000) ? "%,.0f" : (size >= 100) ? "%.0f" : (size >= 10) ? "%.1f" : "%.2f", value);
	}

	/**
	 * The table.
	 * @return its Markdown, nothing if it has no rows
	 */
	@Override
	public String toString() {
		if (this.lines.size() == 2) {
			return "";
		}
		return String.join("\n", this.lines) + "\n";
	}

}
