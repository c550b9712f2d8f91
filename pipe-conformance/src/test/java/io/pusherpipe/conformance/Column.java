/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A library's column in {@code docs/conformance.md}. A check is a test, by its name; one
 * that is skipped is what the library itself cannot do, with the reason.
 */
enum Column {

	/** The SDK for Node. */
	PUSHER_HTTP_NODE("`pusher` 5.3.3 (Node)"),

	/** The SDK for Java. */
	PUSHER_HTTP_JAVA("`pusher-http-java` 1.3.4"),

	/** The SDK for Python. */
	PUSHER_HTTP_PYTHON("`pusher` 3.3.2 (Python)"),

	/** The SDK for Go. */
	PUSHER_HTTP_GO("`pusher-http-go` 5.1.1"),

	/** The client for JavaScript, in Node. */
	PUSHER_JS_NODE("`pusher-js` 8.6.0 (Node)"),

	/** The same in a browser. */
	PUSHER_JS_CHROMIUM("`pusher-js` 8.6.0 (Chromium)"),

	/** Laravel Echo with pusher-js. */
	ECHO_PUSHER("`laravel-echo` 2.5.0, `pusher`"),

	/** The same with the settings of Laravel Reverb. */
	ECHO_REVERB("`laravel-echo` 2.5.0, `reverb`"),

	/** The client for Java and Android. */
	PUSHER_WEBSOCKET_JAVA("`pusher-websocket-java` 2.4.4");

	private static final String NOT_RUN = "";

	private final String title;

	Column(String title) {
		this.title = title;
	}

	String title() {
		return this.title;
	}

	/**
	 * Let the tests, and at their end the page, tell of this library.
	 * @param checks the tests, which are consumed once
	 * @return the tests, and one more that fails if the page tells something else
	 */
	Stream<DynamicTest> tellsOf(Stream<DynamicTest> checks) {
		Map<String, String> results = new LinkedHashMap<>();
		DynamicTest last = DynamicTest.dynamicTest("docs/conformance.md tells the same", () -> compare(results));
		Stream<DynamicTest> recorded = checks.map((check) -> recorded(check, results));
		return Stream.concat(recorded, Stream.of(last));
	}

	/**
	 * The same for tests that come in files.
	 * @param files the containers
	 * @return the containers, and a test after them
	 */
	Stream<DynamicNode> tellsOfFiles(Stream<DynamicNode> files) {
		Map<String, String> results = new LinkedHashMap<>();
		DynamicTest last = DynamicTest.dynamicTest("docs/conformance.md tells the same", () -> compare(results));
		return Stream.concat(files.map((file) -> recorded(file, results)), Stream.of(last));
	}

	private static DynamicNode recorded(DynamicNode node, Map<String, String> results) {
		if (node instanceof DynamicContainer container) {
			return DynamicContainer.dynamicContainer(container.getDisplayName(),
					container.getChildren().map((child) -> recorded(child, results)));
		}
		return recorded((DynamicTest) node, results);
	}

	private static DynamicTest recorded(DynamicTest test, Map<String, String> results) {
		if (test.getDisplayName().equals(NodeTests.END)) {
			return test;
		}
		results.put(test.getDisplayName(), NOT_RUN);
		return DynamicTest.dynamicTest(test.getDisplayName(), () -> {
			results.put(test.getDisplayName(), "**fail**");
			try {
				test.getExecutable().execute();
				results.put(test.getDisplayName(), "pass");
			}
			catch (TestAbortedException ex) {
				results.put(test.getDisplayName(), "n/a: " + reason(ex));
				throw ex;
			}
		});
	}

	private static String reason(TestAbortedException ex) {
		String message = ex.getMessage();
		return ((message != null) ? message : "").replaceFirst("^Assumption failed: ", "");
	}

	private void compare(Map<String, String> results) {
		if (System.getProperty("node.test.name") != null) {
			throw new TestAbortedException("Not all tests have run");
		}
		if (results.containsValue("**fail**")) {
			throw new AssertionFailedError("A check has failed");
		}
		// where failed tests are run again, they alone have a result
		Map<String, String> told = ConformancePage.read().column(this.title);
		results.replaceAll((check, result) -> result.equals(NOT_RUN) ? told.getOrDefault(check, NOT_RUN) : result);
		if (Boolean.getBoolean("conformance.update")) {
			ConformancePage.read().with(this.title, results).write();
		}
		assertThat(ConformancePage.read().column(this.title))
			.as("The page is brought up to date by -Dconformance.update=true")
			.isEqualTo(results);
	}

}
