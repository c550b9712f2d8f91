/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * The tests of a counterpart that are written in JavaScript, as tests of JUnit: a
 * directory of {@code *.test.mjs} for Node's own test runner.
 */
final class NodeTests {

	// Failsafe's working directory is the module's
	private static final Path ROOT = Path.of("src/test/js");

	// the last of each file; it fails by what has happened outside of the tests
	static final String END = "Node ends without an error";

	private final EdgeProcess edges;

	private final Map<String, String> environment = new HashMap<>();

	NodeTests(EdgeProcess edges) {
		this.edges = edges;
	}

	/**
	 * Let the scripts know something.
	 * @param name the name of the environment variable
	 * @param value the value
	 * @return these tests
	 */
	NodeTests with(String name, Object value) {
		this.environment.put(name, value.toString());
		return this;
	}

	/**
	 * Run the files one after the other; each is a process of its own. The tests have no
	 * source, so that reports name them by their containers, too: what has one name with
	 * several is taken for one test where failed ones are run again.
	 * @param directory the directory's name
	 * @return the tests, which run as the stream is consumed
	 */
	Stream<DynamicNode> in(String directory) {
		this.environment.put("EDGE_CONTROL", this.edges.uri().toString());
		this.environment.put("NODE_EXTRA_CA_CERTS", this.edges.certificate().toString());
		return files(directory).stream()
			.map((file) -> DynamicContainer.dynamicContainer(file.getFileName().toString(), run(file)));
	}

	/**
	 * Run files that need Chromium.
	 * @param directory the directory's name
	 * @return the tests; without Chromium one for each file, which is skipped
	 */
	Stream<DynamicNode> inChromium(String directory) {
		Path chromium = Chromium.find();
		if (chromium == null) {
			return files(directory).stream()
				.map((file) -> DynamicTest.dynamicTest(file.toString(), Chromium::isMissing));
		}
		return with("CHROMIUM", chromium).in(directory);
	}

	private Stream<? extends DynamicNode> run(Path file) {
		NodeProcess process = NodeProcess.start(ROOT, file, this.environment);
		Stream<DynamicTest> tests = StreamSupport
			.stream(Spliterators.spliteratorUnknownSize(process, Spliterator.ORDERED), false);
		return Stream.concat(tests, Stream.of(DynamicTest.dynamicTest(END, process::end))).onClose(process::close);
	}

	private static List<Path> files(String directory) {
		try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
			return files.filter((file) -> file.toString().endsWith(".test.mjs"))
				.sorted()
				.map(ROOT::relativize)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
