/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.pusherpipe.client.PipeEndpoint;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.PipeServerListener;
import io.pusherpipe.server.app.App;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An edge of the test's own process, as a test sees it. For those who bring a test
 * framework and an edge together; tests have {@link PipeServerExtension}, or
 * {@code PipeTester} in Spring.
 * <p>
 * Give the edge its {@link #listener()}, and call {@link #beginTest()} and
 * {@link #endTest()} on the test's thread. What other threads do belongs to the one test
 * that runs, or if there are several, to none: it lasts until {@link #close()}.
 */
public final class PipeTestEdge implements PipeTestOperations, AutoCloseable {

	private final Supplier<PipeEndpoint> endpoint;

	private final JsonMapper jsonMapper;

	private final Duration timeout;

	private final Backend backend;

	private final TestScope common = new TestScope();

	private final List<TestScope> tests = new CopyOnWriteArrayList<>();

	private final Map<Thread, TestScope> own = new ConcurrentHashMap<>();

	private final Map<String, CompletableFuture<String>> gone = new ConcurrentHashMap<>();

	private final PipeServerListener listener = new Listener();

	private volatile @Nullable PipeServer server;

	/**
	 * Create a new view on an edge.
	 * @param endpoint the edge, and the application there that the test is about. Asked
	 * when it is needed
	 * @param jsonMapper converts data
	 * @param timeout how long everything waits
	 * @param backend the backend whose events are awaited, or {@link Backend#ANY}
	 */
	public PipeTestEdge(Supplier<PipeEndpoint> endpoint, JsonMapper jsonMapper, Duration timeout, Backend backend) {
		this.endpoint = endpoint;
		this.jsonMapper = jsonMapper;
		this.timeout = timeout;
		this.backend = backend;
	}

	/**
	 * What the edge is to tell.
	 * @return the listener that the edge's builder needs
	 */
	public PipeServerListener listener() {
		return this.listener;
	}

	/**
	 * A test begins on this thread: it sees what happens from now on.
	 */
	public void beginTest() {
		endTest();
		TestScope scope = new TestScope();
		if (this.tests.isEmpty()) {
			this.common.triggered().clear();
		}
		this.tests.add(scope);
		this.own.put(Thread.currentThread(), scope);
	}

	/**
	 * The test on this thread ends: its sockets are closed.
	 */
	public void endTest() {
		TestScope scope = this.own.remove(Thread.currentThread());
		if (scope != null) {
			this.tests.remove(scope);
			scope.close();
		}
	}

	/**
	 * Close the sockets that belong to no test. The edge is not closed.
	 */
	@Override
	public void close() {
		this.common.close();
	}

	private TestScope scope() {
		TestScope scope = this.own.get(Thread.currentThread());
		if (scope != null) {
			return scope;
		}
		List<TestScope> tests = this.tests;
		return (tests.size() == 1) ? tests.get(0) : this.common;
	}

	@Override
	public PipeTestSocket connect() {
		TestScope scope = scope();
		server();
		this.backend.awaitConnected();
		PipeTestSocket socket = PipeTestSocket.connect(this, this.endpoint.get(), this.jsonMapper, this.timeout);
		scope.sockets().add(socket);
		return socket;
	}

	@Override
	public void emit(String event, @Nullable Object data) {
		scope().emitter(this::connect).trigger(event, data);
		awaitHandled();
	}

	@Override
	public void emit(String channel, String event, @Nullable Object data) {
		scope().emitter(this::connect).subscribe(channel).trigger(channel, event, data);
		awaitHandled();
	}

	@Override
	public void awaitHandled() {
		TestScope scope = scope();
		this.backend.awaitConnected();
		scope.sockets().forEach(PipeTestSocket::roundTrip);
		settle();
		// what the handlers have triggered
		this.backend.awaitCaughtUp();
		settle();
		scope.sockets().forEach(PipeTestSocket::roundTrip);
	}

	private void settle() {
		try {
			if (!server().settle(this.timeout)) {
				throw new AssertionError("Not everything was handled and acknowledged within "
						+ Timeouts.text(this.timeout) + "." + Handlers.atWork());
			}
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	@Override
	public List<TriggeredEvent> triggered() {
		awaitHandled();
		return scope().triggered().all();
	}

	@Override
	public TriggeredEvent awaitTriggered(String event) {
		return scope().triggered().take(event, (triggered) -> true, this.timeout, "was triggered");
	}

	@Override
	public void dropConnection(CloseCode code) {
		try {
			server().closePipes(code);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	private PipeServer server() {
		PipeServer server = this.server;
		if (server == null) {
			throw new IllegalStateException("The edge has not been started");
		}
		return server;
	}

	private static AssertionError interrupted(InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new AssertionError("Interrupted while waiting", ex);
	}

	// Wait until the edge has told everybody that the socket has gone.
	void closed(PipeTestSocket socket) {
		Timeouts.await(gone(socket.id()), this.timeout, () -> "The edge has not noticed within "
				+ Timeouts.text(this.timeout) + " that " + socket + " is closed.");
	}

	private CompletableFuture<String> gone(String socketId) {
		return this.gone.computeIfAbsent(socketId, (id) -> new CompletableFuture<>());
	}

	/**
	 * The backend that a test is about.
	 */
	public interface Backend {

		/** Any backend, which sees to its connection itself. */
		Backend ANY = new Backend() {
		};

		/**
		 * Wait until it is connected to the edge, so that it gets what sockets do.
		 */
		default void awaitConnected() {
		}

		/**
		 * Wait until the edge has taken all that it has triggered before.
		 */
		default void awaitCaughtUp() {
		}

	}

	private final class Listener implements PipeServerListener {

		@Override
		public void started(PipeServer server) {
			PipeTestEdge.this.server = server;
		}

		@Override
		public void socketClosed(App app, String socketId) {
			gone(socketId).complete(socketId);
		}

		@Override
		public void requested(App app, PipeRequest.Command command) {
			Triggers.of(command, PipeTestEdge.this.jsonMapper).forEach(this::tell);
		}

		private void tell(TriggeredEvent event) {
			List<TestScope> tests = PipeTestEdge.this.tests;
			tests.forEach((test) -> test.triggered().add(event));
			if (tests.isEmpty()) {
				PipeTestEdge.this.common.triggered().add(event);
			}
		}

	}

}
