/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files of this repository, without what a build puts beside them.
 */
final class Repository {

	static final Path ROOT = root();

	private Repository() {
	}

	private static Path root() {
		Path directory = Path.of("").toAbsolutePath();
		while (directory != null && !Files.exists(directory.resolve("mvnw"))) {
			directory = directory.getParent();
		}
		if (directory == null) {
			throw new IllegalStateException("Run the tests inside the repository");
		}
		return directory;
	}

	static List<MarkdownPage> pages() throws IOException {
		return files((name) -> name.endsWith(".md")).stream().map((file) -> MarkdownPage.read(ROOT, file)).toList();
	}

	/**
	 * What a reader of the guide gets to see, which is not what contributors are told.
	 * @return the pages
	 */
	static List<MarkdownPage> guide() throws IOException {
		return pages().stream()
			.filter((page) -> page.name().startsWith("docs/") || page.name().endsWith("README.md"))
			.toList();
	}

	static List<Path> files(Predicate<String> name) throws IOException {
		List<Path> files = new ArrayList<>();
		Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
				String own = directory.getFileName().toString();
				boolean made = own.equals("target") || own.equals("node_modules") || own.equals("dist");
				boolean hidden = own.startsWith(".") && !directory.equals(ROOT);
				return (made || hidden) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				if (name.test(file.getFileName().toString())) {
					files.add(file);
				}
				return FileVisitResult.CONTINUE;
			}

		});
		files.sort(null);
		return files;
	}

}
