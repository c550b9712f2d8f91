/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppRegistry;
import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.net.HttpEndpoint;
import io.pusherpipe.server.net.HttpExchange;
import io.pusherpipe.server.socket.SocketRegistry;

/**
 * The HTTP API: {@code /apps/{app_id}/...} (Pusher protocol 7, HTTP API).
 */
public final class RestEndpoint implements HttpEndpoint {

	private static final String PATH = "/apps/";

	private static final int MAX_BATCH_SIZE = 10;

	private final AppRegistry apps;

	private final RequestAuthenticator authenticator;

	private final Triggers triggers;

	/**
	 * Create the endpoint.
	 * @param apps the applications
	 * @param channels the channels
	 * @param sockets knows the open sockets
	 * @param clock tells the time that signatures are checked against
	 */
	public RestEndpoint(AppRegistry apps, Channels channels, SocketRegistry sockets, InstantSource clock) {
		this.apps = apps;
		this.authenticator = new RequestAuthenticator(clock);
		this.triggers = new Triggers(channels, sockets);
	}

	@Override
	public boolean handle(HttpExchange exchange) {
		String path = exchange.target().pathAfter(PATH);
		if (path == null) {
			return false;
		}
		try {
			route(path, exchange).thenAccept((answer) -> exchange.respondJson(200, answer.toByteArray()));
		}
		catch (RestException ex) {
			exchange.respondText(ex.status(), ex.getMessage());
		}
		return true;
	}

	private CompletableFuture<RawJson> route(String path, HttpExchange exchange) {
		int slash = path.indexOf('/');
		App app = (slash > 0) ? this.apps.findById(path.substring(0, slash)) : null;
		if (app == null) {
			throw new RestException(404, "No such app");
		}
		byte[] body = exchange.body();
		this.authenticator.authenticate(app, exchange.method(), exchange.target(), body);
		if (!app.options().enabled()) {
			throw new RestException(403, "The app is disabled");
		}
		int maxEventSize = app.options().maxEventSize();
		return switch (exchange.method() + " " + path.substring(slash)) {
			case "POST /events" -> this.triggers.trigger(app, TriggerRequest.read(RawJson.of(body), maxEventSize));
			case "POST /batch_events" ->
				this.triggers.triggerAll(app, TriggerRequest.readBatch(body, MAX_BATCH_SIZE, maxEventSize));
			default -> throw new RestException(404, "No such route");
		};
	}

}
