/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All regions of the repository's sources in one language.
 */
final class SourceRegions {

	private static final Pattern TAG = Pattern.compile("\\s*// (tag|end)::([\\w-]+)\\[]");

	private final List<SourceRegion> regions;

	private SourceRegions(List<SourceRegion> regions) {
		this.regions = regions;
	}

	static SourceRegions in(String suffix) throws IOException {
		List<SourceRegion> regions = new ArrayList<>();
		for (Path file : Repository.files((name) -> name.endsWith(suffix))) {
			String text = Files.readString(file);
			if (text.contains("// tag::")) {
				regions.addAll(
						parse(Repository.ROOT.relativize(file).toString().replace('\\', '/'), text.lines().toList()));
			}
		}
		return new SourceRegions(regions);
	}

	static List<SourceRegion> parse(String file, List<String> lines) {
		Map<String, Parts> regions = new LinkedHashMap<>();
		for (int i = 0; i < lines.size(); i++) {
			Matcher tag = TAG.matcher(lines.get(i));
			if (tag.matches()) {
				int line = i + 1;
				Parts parts = regions.computeIfAbsent(tag.group(2), (name) -> new Parts(name, file, line));
				parts.tagged(line, tag.group(1).equals("tag"));
			}
			else {
				String text = lines.get(i);
				regions.values().forEach((parts) -> parts.read(text));
			}
		}
		return regions.values().stream().map(Parts::join).toList();
	}

	List<SourceRegion> all() {
		return this.regions;
	}

	boolean contain(FencedBlock block) {
		return this.regions.stream().anyMatch((region) -> region.text().equals(block.text()));
	}

	Optional<SourceRegion> nearestTo(FencedBlock block) {
		return this.regions.stream().max(Comparator.comparingDouble((region) -> region.likeness(block.text())));
	}

	private static final class Parts {

		private final String name;

		private final String file;

		private final int line;

		private final List<String> text = new ArrayList<>();

		private boolean open;

		private Parts(String name, String file, int line) {
			this.name = name;
			this.file = file;
			this.line = line;
		}

		private void tagged(int at, boolean begins) {
			if (this.open == begins) {
				throw new IllegalStateException("%s:%d: the region \"%s\" %s".formatted(this.file, at, this.name,
						begins ? "has begun already" : "has not begun"));
			}
			this.open = begins;
			if (begins && !this.text.isEmpty()) {
				read("");
			}
		}

		private void read(String line) {
			boolean oneBlankTooMuch = line.isBlank() && !this.text.isEmpty()
					&& this.text.get(this.text.size() - 1).isBlank();
			if (this.open && !oneBlankTooMuch) {
				this.text.add(line);
			}
		}

		private SourceRegion join() {
			if (this.open) {
				throw new IllegalStateException(
						"%s:%d: the region \"%s\" has no end".formatted(this.file, this.line, this.name));
			}
			return new SourceRegion(this.file, this.line, this.name, Text.bare(this.text));
		}

	}

}
