/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The sample as a process of its own: its pages in Chromium, and what becomes of it when
 * the edge is lost.
 */
class SampleIntegrationTests {

	private final EdgeProcess edges = new EdgeProcess();

	@AfterEach
	void close() {
		this.edges.close();
	}

	@TestFactory
	Stream<DynamicNode> sample() {
		return new NodeTests(this.edges).with("JAVA", Path.of(System.getProperty("java.home"), "bin", "java"))
			.with("SAMPLE_JAR", SampleJar.find())
			.inChromium("sample");
	}

}
