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

	private final EdgeControl control = new EdgeControl();

	@AfterEach
	void close() {
		this.control.close();
	}

	@TestFactory
	Stream<DynamicNode> pusherJs() {
		return Column.PUSHER_JS.tellsOfFiles(new NodeTests(this.control).in("pusher-js-node"));
	}

	@TestFactory
	Stream<DynamicNode> laravelEchoAsPusher() {
		return Column.ECHO_PUSHER
			.tellsOfFiles(new NodeTests(this.control).with("BROADCASTER", "pusher").in("laravel-echo"));
	}

	@TestFactory
	Stream<DynamicNode> laravelEchoAsReverb() {
		return Column.ECHO_REVERB
			.tellsOfFiles(new NodeTests(this.control).with("BROADCASTER", "reverb").in("laravel-echo"));
	}

}
