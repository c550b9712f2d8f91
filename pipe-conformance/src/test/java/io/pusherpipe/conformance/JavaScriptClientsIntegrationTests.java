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
 * The JavaScript clients in Node against the edge, with the SDK for Node as their
 * backend.
 */
class JavaScriptClientsIntegrationTests {

	private final EdgeProcess edges = new EdgeProcess();

	@AfterEach
	void close() {
		this.edges.close();
	}

	@TestFactory
	Stream<DynamicNode> pusherJs() {
		return Column.PUSHER_JS.tellsOfFiles(new NodeTests(this.edges).in("pusher-js-node"));
	}

	@TestFactory
	Stream<DynamicNode> laravelEchoAsPusher() {
		return Column.ECHO_PUSHER
			.tellsOfFiles(new NodeTests(this.edges).with("BROADCASTER", "pusher").in("laravel-echo"));
	}

	@TestFactory
	Stream<DynamicNode> laravelEchoAsReverb() {
		return Column.ECHO_REVERB
			.tellsOfFiles(new NodeTests(this.edges).with("BROADCASTER", "reverb").in("laravel-echo"));
	}

}
