/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page in Markdown, as far as its snippets, headings and links go.
 */
final class MarkdownPage {

	private static final Pattern FENCE = Pattern.compile("(\\s*)(```+)\\s*([^\\s`]*)[^`]*");

	private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");

	private static final Pattern LINK = Pattern
		.compile("]\\(<?([^)>\\s]+)>?(?:\\s+\"[^\"]*\")?\\)|^\\[[^]]+]:\\s+(\\S+)");

	private static final Pattern LINKED_TEXT = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

	private final String name;

	private final List<FencedBlock> blocks = new ArrayList<>();

	private final Set<String> anchors = new LinkedHashSet<>();

	private final List<Link> links = new ArrayList<>();

	private MarkdownPage(String name) {
		this.name = name;
	}

	static MarkdownPage read(Path root, Path file) {
		try {
			return parse(root.relativize(file).toString().replace('\\', '/'), Files.readAllLines(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static MarkdownPage parse(String name, List<String> lines) {
		MarkdownPage page = new MarkdownPage(name);
		Map<String, Integer> seen = new HashMap<>();
		for (int i = 0; i < lines.size(); i++) {
			Matcher fence = FENCE.matcher(lines.get(i));
			if (fence.matches()) {
				int end = endOf(fence.group(2), lines, i + 1);
				page.blocks.add(new FencedBlock(name, i + 1, fence.group(3), Text.bare(lines.subList(i + 1, end))));
				i = end;
				continue;
			}
			Matcher heading = HEADING.matcher(lines.get(i));
			if (heading.matches()) {
				String anchor = anchorOf(heading.group(1));
				int before = seen.merge(anchor, 1, Integer::sum) - 1;
				page.anchors.add((before == 0) ? anchor : anchor + "-" + before);
			}
			Matcher link = LINK.matcher(lines.get(i).replaceAll("`[^`]*`", ""));
			while (link.find()) {
				page.links.add(new Link(i + 1, (link.group(1) != null) ? link.group(1) : link.group(2)));
			}
		}
		return page;
	}

	private static int endOf(String fence, List<String> lines, int from) {
		int end = from;
		while (end < lines.size() && !lines.get(end).strip().equals(fence)) {
			end++;
		}
		return end;
	}

	// as GitHub makes them
	private static String anchorOf(String heading) {
		return LINKED_TEXT.matcher(heading)
			.replaceAll("$1")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{N}_\\- ]", "")
			.replace(' ', '-');
	}

	String name() {
		return this.name;
	}

	List<FencedBlock> blocks() {
		return this.blocks;
	}

	Set<String> anchors() {
		return this.anchors;
	}

	List<Link> links() {
		return this.links;
	}

	@Override
	public String toString() {
		return this.name;
	}

	record Link(int line, String target) {
	}

}
