/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.Map;
import java.util.function.UnaryOperator;

import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.connection.ConnectionEventListener;
import com.pusher.client.connection.ConnectionState;
import com.pusher.client.connection.ConnectionStateChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client for Java and Android, and the endpoint that authorizes it.
 */
final class JavaClient implements AutoCloseable, ConnectionEventListener {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String[] EVENTS = { "e", "client-e", "pusher:cache_miss", "pusher:subscription_count" };

	final Heard<ConnectionState> states = new Heard<>("a change of the connection's state");

	final Heard<String> errors = new Heard<>("an error");

	final Pusher pusher;

	private final Credentials app;

	private final HttpSdk backend;

	private final String userId;

	JavaClient(Credentials app, HttpSdk backend, String userId) {
		this(app, backend, userId, UnaryOperator.identity());
	}

	JavaClient(Credentials app, HttpSdk backend, String userId, UnaryOperator<PusherOptions> customizer) {
		this.app = app;
		this.backend = backend;
		this.userId = userId;
		PusherOptions options = new PusherOptions().setHost(app.host())
			.setWsPort(app.port())
			.setUseTLS(false)
			.setChannelAuthorizer((channel, socketId) -> authorize(channel, socketId))
			.setUserAuthenticator((socketId) -> call("authenticate", Map.of("socketId", socketId, "user",
					Map.of("id", userId, "watchlist", new String[] { "friend" }))));
		this.pusher = new Pusher(app.key(), customizer.apply(options));
	}

	private String authorize(String channel, String socketId) {
		if (channel.startsWith("presence-")) {
			Map<String, Object> user = Map.of("user_id", this.userId, "user_info",
					Map.of("name", "Name of " + this.userId));
			return call("authorize", Map.of("socketId", socketId, "channel", channel, "user", user));
		}
		return call("authorize", Map.of("socketId", socketId, "channel", channel));
	}

	private String call(String method, Map<String, ?> args) {
		return JSON.writeValueAsString(this.backend.call(method, this.app, args));
	}

	JavaClient connect() {
		this.pusher.connect(this);
		await(ConnectionState.CONNECTED);
		return this;
	}

	void await(ConnectionState state) {
		while (this.states.next() != state) {
			// the states on the way
		}
	}

	// Others may come before: a channel that is subscribed to at the moment of the
	// connection is by the client twice.
	void awaitError(int code) {
		while (!this.errors.next().startsWith(code + ": ")) {
			// an error of another code
		}
	}

	String id() {
		return this.pusher.getConnection().getSocketId();
	}

	String userId() {
		return this.userId;
	}

	// Subscribes, and waits for the success.
	JavaListener subscribe(String channel) {
		JavaListener listener = subscribeLater(channel);
		listener.successes.next();
		return listener;
	}

	JavaListener subscribeLater(String channel) {
		JavaListener listener = new JavaListener();
		if (channel.startsWith("private-encrypted-")) {
			this.pusher.subscribePrivateEncrypted(channel, listener, EVENTS);
		}
		else if (channel.startsWith("private-")) {
			this.pusher.subscribePrivate(channel, listener, EVENTS);
		}
		else if (channel.startsWith("presence-")) {
			this.pusher.subscribePresence(channel, listener, EVENTS);
		}
		else {
			this.pusher.subscribe(channel, listener, EVENTS);
		}
		return listener;
	}

	@Override
	public void onConnectionStateChange(ConnectionStateChange change) {
		this.states.note(change.getCurrentState());
	}

	@Override
	public void onError(String message, @Nullable String code, @Nullable Exception ex) {
		this.errors.note(code + ": " + message);
	}

	@Override
	public void close() {
		this.pusher.disconnect();
	}

}
