/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import io.pusherpipe.protocol.WholeNumbers;
import io.pusherpipe.protocol.auth.PipeSignature;
import io.pusherpipe.protocol.pipe.Pipe02Codec;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppRegistry;
import io.pusherpipe.server.group.MemberLink;
import io.pusherpipe.server.net.HttpEndpoint;
import io.pusherpipe.server.net.HttpExchange;
import io.pusherpipe.server.net.RequestTarget;
import io.pusherpipe.server.net.WebSocketOptions;
import io.pusherpipe.server.tally.AppTally;
import io.pusherpipe.server.tally.ConnectionKind;
import io.pusherpipe.server.tally.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where backends connect: {@code /app/{app_id}} with a signature (Pipe protocol 0.2, URL
 * and signature). Bad credentials are refused before the upgrade, with a status that
 * tells clients not to try again.
 */
public final class PipeEndpoint implements HttpEndpoint {

	private static final Logger logger = LoggerFactory.getLogger(PipeEndpoint.class);

	private static final String PATH = "/app/";

	private static final String VERSION = "protocol_version";

	private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

	private static final int MAX_TIMESTAMP_DIGITS = 12;

	private static final Refused WRONG_CREDENTIALS = new Refused(Refusal.CREDENTIALS, 401,
			"app id, key or secret is wrong");

	private final AppRegistry apps;

	private final PipeContext context;

	private final WebSocketOptions options;

	private final InstantSource clock;

	/**
	 * Create the endpoint.
	 * @param apps the applications
	 * @param context what all Pipes share
	 * @param options what a Pipe's connection may do
	 * @param clock tells the time that signatures are checked against
	 */
	public PipeEndpoint(AppRegistry apps, PipeContext context, WebSocketOptions options, InstantSource clock) {
		this.apps = apps;
		this.context = context;
		this.options = options;
		this.clock = clock;
	}

	@Override
	public boolean handle(HttpExchange exchange) {
		RequestTarget target = exchange.target();
		String appId = target.pathAfter(PATH);
		if (appId == null || target.parameter(PipeSignature.PARAMETER) == null) {
			return false;
		}
		App app = this.apps.findById(appId);
		Refused refused = check(app, target);
		if (app == null || refused != null) {
			refused = (refused != null) ? refused : WRONG_CREDENTIALS;
			logger.warn("Refused a Pipe from {}: {}", exchange.remoteAddress(), refused.reason());
			exchange.loop()
				.tally((app != null) ? app.id() : AppTally.NO_APP)
				.traffic(ConnectionKind.PIPE)
				.refused(refused.why());
			exchange.respondText(refused.status(), refused.reason());
			return true;
		}
		if (!exchange.isWebSocketRequest()) {
			exchange.respondText(426, "This is a WebSocket endpoint");
			return true;
		}
		String version = target.parameter(VERSION);
		exchange.upgrade(this.options, exchange.loop().tally(app.id()).traffic(ConnectionKind.PIPE),
				(connection) -> Pipe10Codec.VERSION.equals(version) ? new Pipe10Session(this.context, app, connection)
						: new Pipe02Session(this.context, app, connection, version == null));
		return true;
	}

	/**
	 * The Pipes behind members' connections.
	 * @param links the connections
	 * @return the Pipes
	 */
	public static List<Decider> deciders(List<MemberLink> links) {
		return links.stream()
			.filter(PipeLink.class::isInstance)
			.map(PipeLink.class::cast)
			.map(PipeLink::session)
			.toList();
	}

	private @Nullable Refused check(@Nullable App app, RequestTarget target) {
		// One answer for whatever is wrong with the credentials, so that nobody can ask
		// which part is right.
		if (app == null || !app.key().equals(target.parameter("auth_key"))
				|| !PipeSignature.verifies(app.secret(), target.rawPath(), target.rawQuery())) {
			return WRONG_CREDENTIALS;
		}
		if (!isTimely(target.parameter("auth_timestamp"))) {
			return new Refused(Refusal.CREDENTIALS, 401, "auth_timestamp is more than " + CLOCK_TOLERANCE.toSeconds()
					+ " seconds away from the edge's clock (" + this.clock.instant().getEpochSecond() + ")");
		}
		if (!app.options().enabled()) {
			return new Refused(Refusal.APP_DISABLED, 403, "the app is disabled");
		}
		String version = target.parameter(VERSION);
		if (version != null && !version.equals(Pipe02Codec.VERSION) && !version.equals(Pipe10Codec.VERSION)) {
			return new Refused(Refusal.PROTOCOL, 403,
					"protocol_version must be " + Pipe02Codec.VERSION + " or " + Pipe10Codec.VERSION);
		}
		return null;
	}

	private boolean isTimely(@Nullable String timestamp) {
		long sent = (timestamp != null) ? WholeNumbers.parse(timestamp, MAX_TIMESTAMP_DIGITS) : -1;
		if (sent < 0) {
			return false;
		}
		return Duration.between(Instant.ofEpochSecond(sent), this.clock.instant())
			.abs()
			.compareTo(CLOCK_TOLERANCE) <= 0;
	}

	private record Refused(Refusal why, int status, String reason) {

	}

}
