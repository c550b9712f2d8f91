/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.util.List;

/**
 * A snippet of a page.
 *
 * @param page path of the page, from the root of the repository
 * @param line number of the line with the opening fence
 * @param language what stands behind the fence, maybe nothing
 * @param text the lines between the fences, with no indentation that all of them have
 */
record FencedBlock(String page, int line, String language, List<String> text) {

	String code() {
		return String.join("\n", text());
	}

	String place() {
		return page() + ":" + line();
	}

	@Override
	public String toString() {
		return place() + " " + language();
	}

}
