/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.http;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.pusherpipe.protocol.ChannelNames;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppRegistry;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.net.HttpEndpoint;
import io.pusherpipe.server.net.HttpExchange;
import io.pusherpipe.server.socket.SocketRegistry;
import io.pusherpipe.server.tally.AppTally;
import io.pusherpipe.server.tally.Origin;
import io.pusherpipe.server.tally.RestRoute;
import io.pusherpipe.server.tally.RestStatus;
import io.pusherpipe.server.tally.Tally;
import io.pusherpipe.server.user.Users;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API: {@code /apps/{app_id}/...} (Pusher protocol 7, HTTP API).
 */
public final class RestEndpoint implements HttpEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(RestEndpoint.class);

	private static final String APPS = "/apps/";

	private static final String CHANNELS = "/channels/";

	private static final String USERS = "/users/";

	private static final String TERMINATE = "/terminate_connections";

	private static final int MAX_BATCH_SIZE = 10;

	private final AppRegistry apps;

	private final RequestAuthenticator authenticator;

	private final Triggers triggers;

	private final ChannelQueries queries;

	private final Users users;

	private final RequestRates rates = new RequestRates();

	/**
	 * Create the endpoint.
	 * @param apps the applications
	 * @param channels the channels
	 * @param sockets knows the open sockets
	 * @param users the users who have signed in
	 * @param clock tells the time that signatures are checked against
	 */
	public RestEndpoint(AppRegistry apps, Channels channels, SocketRegistry sockets, Users users, InstantSource clock) {
		this.apps = apps;
		this.authenticator = new RequestAuthenticator(clock);
		this.triggers = new Triggers(channels, sockets);
		this.queries = new ChannelQueries(channels);
		this.users = users;
	}

	@Override
	public boolean handle(HttpExchange exchange) {
		String path = exchange.target().rawPath();
		if (!path.startsWith(APPS) && !isTerminate(path)) {
			return false;
		}
		String appId = appId(path);
		// The SDK for Python leaves the app out of the path of this one route.
		App app = (appId != null) ? this.apps.findById(appId) : this.apps.findByKey(authKey(exchange));
		String route = (appId != null) ? path.substring(APPS.length() + appId.length()) : path;
		Tally<RestStatus> answers = exchange.loop()
			.tally((app != null) ? app.id() : AppTally.NO_APP)
			.rest(kind(exchange.method(), route));
		try {
			answer(app, appId, route, exchange).whenComplete((answer, failure) -> {
				if (failure == null) {
					count(exchange, answers, RestStatus.OK);
					exchange.respondJson(RestStatus.OK.code(), answer.toByteArray());
				}
				else {
					logger.error("Answering {} {} failed", exchange.method(), path, failure);
					count(exchange, answers, RestStatus.FAILED);
					exchange.respondText(RestStatus.FAILED.code(), "Internal error");
				}
			});
		}
		catch (RestException ex) {
			answers.add(RestStatus.of(ex.status()));
			exchange.respondText(ex.status(), ex.getMessage());
		}
		catch (RuntimeException ex) {
			answers.add(RestStatus.FAILED);
			throw ex;
		}
		return true;
	}

	// Answers come from any loop.
	private static void count(HttpExchange exchange, Tally<RestStatus> answers, RestStatus status) {
		exchange.loop().execute(() -> answers.add(status));
	}

	private static RestRoute kind(String method, String route) {
		if (method.equals("GET")) {
			if (route.startsWith(CHANNELS)) {
				return route.endsWith("/users") ? RestRoute.USERS : RestRoute.CHANNEL;
			}
			return route.equals("/channels") ? RestRoute.CHANNELS : RestRoute.OTHER;
		}
		if (!method.equals("POST")) {
			return RestRoute.OTHER;
		}
		return switch (route) {
			case "/events" -> RestRoute.EVENTS;
			case "/batch_events" -> RestRoute.BATCH_EVENTS;
			default -> isTerminate(route) ? RestRoute.TERMINATE : RestRoute.OTHER;
		};
	}

	private CompletableFuture<RawJson> answer(@Nullable App app, @Nullable String appId, String route,
			HttpExchange exchange) {
		if (app == null) {
			throw (appId != null) ? new RestException(404, "No such app")
					: new RestException(401, "auth_key is not that of an app");
		}
		byte[] body = exchange.body();
		Map<String, String> parameters = this.authenticator.authenticate(app, exchange.method(), exchange.target(),
				body);
		if (!app.options().enabled()) {
			throw new RestException(403, "The app is disabled");
		}
		this.rates.check(app, exchange);
		return switch (exchange.method()) {
			case "GET" -> query(app, route, parameters);
			case "POST" -> act(app, route, body, exchange.loop().tally(app.id()));
			default -> throw new RestException(404, "No such route");
		};
	}

	private CompletableFuture<RawJson> query(App app, String route, Map<String, String> parameters) {
		String info = parameters.get("info");
		if (route.equals("/channels")) {
			return this.queries.list(app, parameters.getOrDefault("filter_by_prefix", ""), info);
		}
		if (route.startsWith(CHANNELS)) {
			String channel = route.substring(CHANNELS.length());
			return channel.endsWith("/users")
					? this.queries.users(channel(app, channel.substring(0, channel.length() - "/users".length())))
					: this.queries.one(channel(app, channel), info);
		}
		throw new RestException(404, "No such route");
	}

	private CompletableFuture<RawJson> act(App app, String route, byte[] body, AppTally tally) {
		int maxEventSize = app.options().maxEventSize();
		if (route.equals("/events")) {
			TriggerRequest request = TriggerRequest.read(RawJson.of(body), maxEventSize);
			tally.published().add(Origin.REST, request.channels().size());
			return this.triggers.trigger(app, request);
		}
		if (route.equals("/batch_events")) {
			List<TriggerRequest> requests = TriggerRequest.readBatch(body, MAX_BATCH_SIZE, maxEventSize);
			tally.published().add(Origin.REST, requests.size());
			return this.triggers.triggerAll(app, requests);
		}
		if (isTerminate(route)) {
			this.users.terminate(app, decode(route.substring(USERS.length(), route.length() - TERMINATE.length())));
			return CompletableFuture.completedFuture(RawJson.EMPTY_OBJECT);
		}
		throw new RestException(404, "No such route");
	}

	// A user's id may hold anything, so only the two ends of the path tell.
	private static boolean isTerminate(String path) {
		return path.startsWith(USERS) && path.endsWith(TERMINATE)
				&& path.length() > USERS.length() + TERMINATE.length();
	}

	private static @Nullable String appId(String path) {
		if (!path.startsWith(APPS)) {
			return null;
		}
		int slash = path.indexOf('/', APPS.length());
		return path.substring(APPS.length(), (slash >= 0) ? slash : path.length());
	}

	private static String authKey(HttpExchange exchange) {
		String key = exchange.target().parameter("auth_key");
		return (key != null) ? key : "";
	}

	private static ChannelKey channel(App app, String name) {
		String decoded = decode(name);
		if (!ChannelNames.isValid(decoded)) {
			throw new RestException(400, "The channel's name must be 1 to " + ChannelNames.MAX_LENGTH
					+ " letters, digits and any of _-=@,.;");
		}
		return new ChannelKey(app, decoded);
	}

	private static String decode(String rawSegment) {
		try {
			return QueryStringDecoder.decodeComponent(rawSegment.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new RestException(400, "The path is not properly encoded");
		}
	}

}
