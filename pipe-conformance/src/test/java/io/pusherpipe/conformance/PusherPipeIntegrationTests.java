/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The Node clients of 2011, as they are on the npm registry, against the edge's Pipe.
 */
class PusherPipeIntegrationTests {

	private final EdgeProcess edges = new EdgeProcess();

	@AfterEach
	void close() {
		this.edges.close();
	}

	@TestFactory
	Stream<DynamicNode> pusherPipe() {
		return new NodeTests(this.edges).in("pusher-pipe");
	}

	// the same, while a group of protocol 1.0 takes the same events of the same
	// application
	@TestFactory
	Stream<DynamicNode> pusherPipeBesideGroup() {
		return new NodeTests(this.edges).with("BESIDE_GROUP", true).in("pusher-pipe");
	}

	@TestFactory
	Stream<DynamicNode> legacyPusherPipe() {
		return new NodeTests(this.edges).in("pusher-pipe-legacy");
	}

}
