/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import java.net.URI;
import java.util.function.Supplier;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeState;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * What may be told of the connection: nothing that is secret, or may be.
 */
final class Connection {

	private final PipeClient client;

	private final Supplier<URI> url;

	/**
	 * Create a new connection.
	 * @param client whose
	 * @param url where the edge is; may fail
	 */
	Connection(PipeClient client, Supplier<URI> url) {
		this.client = client;
		this.url = url;
	}

	PipeClient client() {
		return this.client;
	}

	/**
	 * Where the edge is.
	 * @return the URL without user, query and fragment, or {@code null} where nobody
	 * knows
	 */
	@Nullable String url() {
		try {
			URI url = this.url.get();
			return UriComponentsBuilder.newInstance()
				.scheme(url.getScheme())
				.host(url.getHost())
				.port(url.getPort())
				.path(url.getRawPath())
				.build()
				.toUriString();
		}
		catch (RuntimeException ex) {
			// An embedded edge that is not running yet, or details that are wrong.
			return null;
		}
	}

	/**
	 * The name of a state.
	 * @param state the state
	 * @return the name in lower case
	 */
	static String name(PipeState state) {
		if (state instanceof PipeState.Connected) {
			return "connected";
		}
		if (state instanceof PipeState.Connecting) {
			return "connecting";
		}
		if (state instanceof PipeState.Reconnecting) {
			return "reconnecting";
		}
		return (state instanceof PipeState.Failed) ? "failed" : "disconnected";
	}

	/**
	 * The number of the attempt that is being made, or is to come.
	 * @param state the state
	 * @return the number, or {@code null} where there is none
	 */
	static @Nullable Integer attempt(PipeState state) {
		if (state instanceof PipeState.Connecting connecting) {
			return connecting.attempt();
		}
		return (state instanceof PipeState.Reconnecting reconnecting) ? reconnecting.attempt() : null;
	}

}
