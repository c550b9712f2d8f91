/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The JavaScript clients in Node against the edge, with the SDK for Node as their
 * backend.
 */
class JavaScriptClientsIntegrationTests {

	private static final ConfigurableApplicationContext APPLICATION = AuthorizingApplication.start();

	private final EdgeProcess edges = new EdgeProcess();

	@AfterAll
	static void stop() {
		APPLICATION.close();
	}

	@AfterEach
	void close() {
		this.edges.close();
	}

	@TestFactory
	Stream<DynamicNode> pusherJsInNode() {
		return Column.PUSHER_JS_NODE.tellsOfFiles(tests().in("pusher-js-everywhere"));
	}

	@TestFactory
	Stream<DynamicNode> pusherJsInChromium() {
		NodeTests tests = tests().with("PUSHER_JS_IN", "browser");
		if (Chromium.find() == null) {
			return tests.inChromium("pusher-js-everywhere");
		}
		return Column.PUSHER_JS_CHROMIUM.tellsOfFiles(tests.inChromium("pusher-js-everywhere"));
	}

	@TestFactory
	Stream<DynamicNode> laravelEchoAsPusher() {
		return Column.ECHO_PUSHER.tellsOfFiles(tests().with("BROADCASTER", "pusher").in("laravel-echo"));
	}

	@TestFactory
	Stream<DynamicNode> laravelEchoAsReverb() {
		return Column.ECHO_REVERB.tellsOfFiles(tests().with("BROADCASTER", "reverb").in("laravel-echo"));
	}

	private NodeTests tests() {
		return new NodeTests(this.edges).with("AUTHORIZATION", AuthorizingApplication.url(APPLICATION));
	}

}
