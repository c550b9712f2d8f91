/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.function.Consumer;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An edge for each test, on a port of its own and with a clock that the test can turn.
 */
final class TestEdge implements AfterEachCallback {

	private final App app;

	private final Consumer<PipeServerBuilder> customizer;

	private final MockTicker ticker = Ticker.newMockTicker();

	private @Nullable PipeServer server;

	TestEdge() {
		this(TestApps.app(), (builder) -> {
		});
	}

	TestEdge(App app) {
		this(app, (builder) -> {
		});
	}

	TestEdge(Consumer<PipeServerBuilder> customizer) {
		this(TestApps.app(), customizer);
	}

	TestEdge(App app, Consumer<PipeServerBuilder> customizer) {
		this.app = app;
		this.customizer = customizer;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		if (this.server != null) {
			this.server.close();
		}
	}

	/**
	 * The edge, which is started when it is first asked for.
	 */
	PipeServer server() {
		if (this.server == null) {
			PipeServerBuilder builder = PipeServer.builder()
				.address("127.0.0.1")
				.port(0)
				.workerThreads(3)
				.ticker(this.ticker)
				.app(this.app);
			this.customizer.accept(builder);
			this.server = builder.start();
		}
		return this.server;
	}

	MockTicker ticker() {
		return this.ticker;
	}

	int port() {
		return server().port();
	}

	Browser browser() {
		return new Browser(port());
	}

	Backend backend() {
		return Backend.subscribed(port());
	}

	RawWebSocket connect(String target) {
		return new RawWebSocket(port(), target);
	}

}
