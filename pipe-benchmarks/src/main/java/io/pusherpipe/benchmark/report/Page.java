/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of which parts are written by the benchmarks: what is between
 * {@code <!-- begin NAME -->} and {@code <!-- end NAME -->}.
 */
public final class Page {

	private final Path file;

	/**
	 * Open a page.
	 * @param file its file
	 */
	public Page(Path file) {
		this.file = file;
	}

	/**
	 * Write a part anew.
	 * @param name the part's name
	 * @param content what is in it from now on
	 * @throws IOException if the page cannot be read or written
	 * @throws IllegalArgumentException if the page has no such part
	 */
	public void write(String name, String content) throws IOException {
		String text = Files.readString(this.file);
		String begin = "<!-- begin " + name + " -->";
		int from = text.indexOf(begin);
		int to = text.indexOf("<!-- end " + name + " -->");
		if (from < 0 || to < from) {
			throw new IllegalArgumentException(this.file + " has no part " + name);
		}
		Files.writeString(this.file,
				text.substring(0, from + begin.length()) + "\n" + content.strip() + "\n" + text.substring(to));
	}

}
