/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code docs/conformance.md}. Its tables whose head begins with {@code check} hold a row
 * per check and a column per library; the rest is written by hand.
 */
final class ConformancePage {

	// Failsafe's working directory is the module's
	private static final Path FILE = Path.of("../docs/conformance.md");

	private static final String HEAD = "check";

	private final List<String> lines;

	private ConformancePage(List<String> lines) {
		this.lines = lines;
	}

	static ConformancePage read() {
		try {
			return new ConformancePage(new ArrayList<>(Files.readAllLines(FILE)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void write() {
		try {
			Files.write(FILE, this.lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> lines() {
		return this.lines;
	}

	/**
	 * What the page tells of a library.
	 * @param title the title of the column
	 * @return the cells that are not empty, by check
	 */
	Map<String, String> column(String title) {
		Map<String, String> column = new LinkedHashMap<>();
		int head = head(title);
		int index = cells(this.lines.get(head)).indexOf(title);
		for (int row = head + 2; isRow(row); row++) {
			List<String> cells = cells(this.lines.get(row));
			if (!cells.get(index).isEmpty()) {
				column.put(cells.get(0), cells.get(index));
			}
		}
		return column;
	}

	/**
	 * The page with what is true of a library. A check that is new becomes the last row.
	 * @param title the title of the column
	 * @param results the cells by check
	 * @return the page
	 */
	ConformancePage with(String title, Map<String, String> results) {
		ConformancePage page = new ConformancePage(new ArrayList<>(this.lines));
		int head = head(title);
		int width = cells(this.lines.get(head)).size();
		int index = cells(this.lines.get(head)).indexOf(title);
		Map<String, String> left = new LinkedHashMap<>(results);
		int row = head + 2;
		for (; isRow(row); row++) {
			List<String> cells = cells(this.lines.get(row));
			String result = left.remove(cells.get(0));
			cells.set(index, (result != null) ? result : "");
			page.lines.set(row, row(cells));
		}
		List<String> added = new ArrayList<>();
		left.forEach((check, result) -> {
			List<String> cells = new ArrayList<>(Stream.generate(() -> "").limit(width).toList());
			cells.set(0, check);
			cells.set(index, result);
			added.add(row(cells));
		});
		page.lines.addAll(row, added);
		return page;
	}

	/**
	 * The cells of all tables of checks.
	 * @return the cells, without their heads
	 */
	List<String> cells() {
		List<String> all = new ArrayList<>();
		for (int head = 0; head < this.lines.size(); head++) {
			if (isHead(head)) {
				for (int row = head + 2; isRow(row); row++) {
					all.addAll(cells(this.lines.get(row)));
				}
			}
		}
		return all;
	}

	private int head(String title) {
		for (int i = 0; i < this.lines.size(); i++) {
			if (isHead(i) && cells(this.lines.get(i)).contains(title)) {
				return i;
			}
		}
		throw new IllegalStateException("No table has the column " + title);
	}

	private boolean isHead(int line) {
		return isRow(line) && cells(this.lines.get(line)).get(0).equals(HEAD);
	}

	private boolean isRow(int line) {
		return line < this.lines.size() && this.lines.get(line).startsWith("| ");
	}

	private static List<String> cells(String line) {
		return Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
			.map(String::strip)
			.collect(Collectors.toCollection(ArrayList::new));
	}

	private static String row(List<String> cells) {
		return cells.stream()
			.map((cell) -> cell.isEmpty() ? " |" : " " + cell + " |")
			.collect(Collectors.joining("", "|", ""));
	}

}
