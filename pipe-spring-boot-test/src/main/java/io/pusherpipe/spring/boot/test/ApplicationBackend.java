/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import java.time.Duration;
import java.util.function.Predicate;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeException;
import io.pusherpipe.client.PipeState;
import io.pusherpipe.test.PipeTestEdge;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The application under test, as a backend of its edge.
 */
final class ApplicationBackend implements PipeTestEdge.Backend {

	private final ObjectProvider<PipeClient> client;

	private final Duration timeout;

	// the connection that the test has ended last
	private volatile @Nullable String dropped;

	/**
	 * Create a new backend.
	 * @param client the application's client, which may not be there
	 * @param timeout how long everything waits
	 */
	ApplicationBackend(ObjectProvider<PipeClient> client, Duration timeout) {
		this.client = client;
		this.timeout = timeout;
	}

	// An application that is not to be connected can have browsers, too.
	@Override
	public void awaitConnected() {
		PipeClient client = this.client.getIfAvailable();
		if (client != null && !(client.state() instanceof PipeState.Disconnected)) {
			awaitConnected(client);
		}
	}

	void requireConnected() {
		PipeClient client = this.client.getObject();
		if (client.state() instanceof PipeState.Disconnected) {
			throw new AssertionError("The application does not connect to the edge: its PipeHandlerLifecycle is not "
					+ "started (pusher.pipe.auto-startup=false?)");
		}
		awaitConnected(client);
	}

	private void awaitConnected(PipeClient client) {
		PipeState state = await(client, (candidate) -> isBack(candidate) || candidate instanceof PipeState.Failed,
				"The application has not connected to the edge");
		if (state instanceof PipeState.Failed failed) {
			throw new AssertionError("The application has given up connecting to the edge", failed.reason());
		}
	}

	private boolean isBack(PipeState state) {
		return state instanceof PipeState.Connected connected && !connected.socketId().equals(this.dropped);
	}

	void dropping() {
		PipeClient client = this.client.getIfAvailable();
		this.dropped = (client != null) ? client.socketId() : null;
	}

	void awaitDropped() {
		PipeClient client = this.client.getIfAvailable();
		if (client != null && this.dropped != null) {
			await(client, (state) -> !state.isConnected() || isBack(state),
					"The application has not noticed that its connection has ended");
		}
	}

	private PipeState await(PipeClient client, Predicate<PipeState> condition, String failure) {
		return client.states()
			.filter(condition)
			.next()
			.timeout(this.timeout,
					Mono.error(() -> new AssertionError(
							failure + " within " + this.timeout.toMillis() + " ms. Its state: " + client.state())))
			.blockOptional()
			.orElseThrow();
	}

	// What it has triggered goes before what it asks now.
	@Override
	public void awaitCaughtUp() {
		PipeClient client = this.client.getIfAvailable();
		if (client != null && client.state().isConnected()) {
			client.info().onErrorComplete(PipeException.class).block(this.timeout);
		}
	}

}
