/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientBuilder;
import io.pusherpipe.client.PipeEndpoint;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.PipeServerBuilder;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * An edge for the tests of one class, on a free port of this machine alone, without
 * Spring:
 *
 * <pre class="code">
 * &#064;RegisterExtension
 * static final PipeServerExtension edge = new PipeServerExtension();
 * </pre>
 * <p>
 * In a static field it starts before the first test of the class (its {@code @Nested}
 * classes included) and stops after the last; in an instance field it starts and stops
 * with each test. It serves one application with a random key and secret. Sockets are
 * closed after each test.
 */
public final class PipeServerExtension
		implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, PipeTestOperations {

	private static final String ADDRESS = "127.0.0.1";

	private static final String APP_ID = "1";

	private final Consumer<PipeServerBuilder> server;

	private final Consumer<AppOptions.Builder> app;

	private final String key = random();

	private final String secret = random();

	private final PipeTestEdge edge;

	// How many classes and tests want it to run.
	private int users;

	private @Nullable PipeServer running;

	/**
	 * Create an edge with the defaults.
	 */
	public PipeServerExtension() {
		this(new Builder());
	}

	private PipeServerExtension(Builder builder) {
		this.server = builder.server;
		this.app = builder.app;
		this.edge = new PipeTestEdge(this::endpoint, builder.jsonMapper, builder.timeout, PipeTestEdge.Backend.ANY);
	}

	/**
	 * Begin to set up an edge.
	 * @return a builder with the defaults
	 */
	public static Builder builder() {
		return new Builder();
	}

	private static String random() {
		byte[] bytes = new byte[10];
		new SecureRandom().nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		start();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		stop();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		start();
		this.edge.beginTest();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		try {
			this.edge.endTest();
		}
		finally {
			stop();
		}
	}

	private synchronized void start() {
		if (this.users++ == 0) {
			PipeServerBuilder builder = PipeServer.builder()
				.address(ADDRESS)
				.port(0)
				.drainPeriod(Duration.ZERO)
				.app(App.of(APP_ID, this.key, this.secret).with(AppOptions.of(this.app)))
				.listener(this.edge.listener());
			this.server.accept(builder);
			this.running = builder.start();
		}
	}

	private synchronized void stop() {
		if (--this.users == 0 && this.running != null) {
			try {
				this.edge.close();
			}
			finally {
				this.running.close();
				this.running = null;
			}
		}
	}

	/**
	 * Where the edge is.
	 * @return a {@code ws} URL with the real port
	 * @throws IllegalStateException if it does not run
	 */
	public URI url() {
		return URI.create("ws://" + ADDRESS + ":" + port());
	}

	/**
	 * The port that the edge listens on.
	 * @return the port
	 * @throws IllegalStateException if it does not run
	 */
	public synchronized int port() {
		if (this.running == null) {
			throw new IllegalStateException("The edge runs only while tests do");
		}
		return this.running.port();
	}

	/**
	 * The id of the application that the edge serves.
	 * @return the id
	 */
	public String appId() {
		return APP_ID;
	}

	/**
	 * The application's key.
	 * @return the key
	 */
	public String key() {
		return this.key;
	}

	/**
	 * The application's secret.
	 * @return the secret
	 */
	public String secret() {
		return this.secret;
	}

	/**
	 * Begin a backend that connects to the edge.
	 * @return a builder that knows the edge and the application
	 */
	public PipeClientBuilder clientBuilder() {
		return PipeClient.builder().endpoint(this::endpoint);
	}

	private PipeEndpoint endpoint() {
		return PipeEndpoint.of(url(), APP_ID, this.key, this.secret);
	}

	@Override
	public PipeTestSocket connect() {
		return this.edge.connect();
	}

	@Override
	public void emit(String event, @Nullable Object data) {
		this.edge.emit(event, data);
	}

	@Override
	public void emit(String channel, String event, @Nullable Object data) {
		this.edge.emit(channel, event, data);
	}

	@Override
	public void awaitHandled() {
		this.edge.awaitHandled();
	}

	@Override
	public List<TriggeredEvent> triggered() {
		return this.edge.triggered();
	}

	@Override
	public TriggeredEvent awaitTriggered(String event) {
		return this.edge.awaitTriggered(event);
	}

	@Override
	public void dropConnection(CloseCode code) {
		this.edge.dropConnection(code);
	}

	/**
	 * Sets up an edge for tests.
	 */
	public static final class Builder {

		private Consumer<PipeServerBuilder> server = (builder) -> {
		};

		private Consumer<AppOptions.Builder> app = (options) -> {
		};

		private JsonMapper jsonMapper = JsonMapper.shared();

		private Duration timeout = Timeouts.DEFAULT;

		private Builder() {
		}

		/**
		 * Adjust the edge.
		 * @param server called at each start, after the address and the port are set; the
		 * {@linkplain PipeServerBuilder#listener(io.pusherpipe.server.PipeServerListener)
		 * listener} must stay what it is
		 * @return this builder
		 */
		public Builder server(Consumer<PipeServerBuilder> server) {
			this.server = server;
			return this;
		}

		/**
		 * Adjust what the edge allows the application and its sockets.
		 * @param app called at each start
		 * @return this builder
		 */
		public Builder app(Consumer<AppOptions.Builder> app) {
			this.app = app;
			return this;
		}

		/**
		 * Set what converts the data of events.
		 * @param jsonMapper the mapper, by default one without modules
		 * @return this builder
		 */
		public Builder jsonMapper(JsonMapper jsonMapper) {
			this.jsonMapper = jsonMapper;
			return this;
		}

		/**
		 * Set how long tests wait for what they wait for.
		 * @param timeout the time, 5 seconds by default
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/**
		 * Build the extension.
		 * @return the extension; the edge starts with the tests
		 */
		public PipeServerExtension build() {
			return new PipeServerExtension(this);
		}

	}

}
