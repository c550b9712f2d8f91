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
import org.junit.jupiter.api.io.TempDir;

/**
 * pusher-js in Chromium against the edge, as it is on the npm registry and with pipe-js.
 */
class PusherJsIntegrationTests {

	private final EdgeProcess edges = new EdgeProcess();

	@AfterEach
	void close() {
		this.edges.close();
	}

	@TestFactory
	Stream<DynamicNode> pusherJs(@TempDir Path scripts) {
		return new NodeTests(this.edges).with("PIPE_JS", PipeJs.unpack(scripts)).inChromium("pusher-js");
	}

}
