/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.PipeServerBuilder;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.app.WebhookEndpoint;
import io.pusherpipe.server.app.WebhookEventType;
import org.jspecify.annotations.Nullable;

/**
 * An edge that a test owns, with two applications, and with {@code member=true} a
 * {@link GroupMember} of the first. It keeps its port when it is started again.
 */
final class Edge implements AutoCloseable {

	// short, so that a stop takes no longer than the clients need
	private static final Duration DRAIN_PERIOD = Duration.ofMillis(200);

	// a busy machine makes members silent for seconds, and no test is about that
	private static final GroupOptions GROUPS = GroupOptions.DEFAULTS.withMemberTimeout(Duration.ofSeconds(30));

	private static final Duration DECISION_TIMEOUT = Duration.ofSeconds(30);

	private final Map<String, String> settings;

	private final List<App> apps;

	private int port;

	private @Nullable PipeServer server;

	private @Nullable GroupMember member;

	Edge(Map<String, String> settings) {
		this.settings = settings;
		AppOptions options = AppOptions.of(this::customize);
		this.apps = List.of(App.of("1", "key-of-1", "secret-of-1").with(options),
				App.of("2", "key-of-2", "secret-of-2").with(options));
	}

	synchronized void start() {
		PipeServerBuilder builder = PipeServer.builder()
			.address("127.0.0.1")
			.port(this.port)
			.workerThreads(1)
			.drainPeriod(DRAIN_PERIOD);
		this.apps.forEach(builder::app);
		this.settings.forEach((name, value) -> {
			switch (name) {
				case "maxMessageSize" -> builder.maxMessageSize(Integer.parseInt(value));
				case "activityTimeout" -> builder.activityTimeout(Duration.ofSeconds(Long.parseLong(value)));
				case "pongTimeout" -> builder.pongTimeout(Duration.ofSeconds(Long.parseLong(value)));
				case "pathPrefix" -> builder.pathPrefix(value);
				case "tls" -> builder.sslContext(Certificate.ours().sslContext());
				default -> {
				}
			}
		});
		this.server = builder.start();
		this.port = this.server.port();
		if (Boolean.parseBoolean(this.settings.get("member")) && this.member == null) {
			App app = this.apps.get(0);
			this.member = new GroupMember(this.port, app.id(), app.key(), "secret-of-" + app.id());
		}
	}

	private void customize(AppOptions.Builder options) {
		options.groups(GROUPS).decisionTimeout(DECISION_TIMEOUT);
		this.settings.forEach((name, value) -> {
			switch (name) {
				case "maxEventSize" -> options.maxEventSize(Integer.parseInt(value));
				case "backendEventRate" -> options.backendEventRate(Integer.parseInt(value));
				case "clientEventRate" -> options.clientEventRate(Integer.parseInt(value));
				case "subscriptionCountEnabled" -> options.subscriptionCountEnabled(Boolean.parseBoolean(value));
				case "watchlistEnabled" -> options.watchlistEnabled(Boolean.parseBoolean(value));
				case "webhooks" -> options.webhooks(endpoints(value));
				case "maxMessageSize", "activityTimeout", "pongTimeout", "pathPrefix", "tls", "member" -> {
				}
				default -> throw new IllegalArgumentException("There is no setting '" + name + "'");
			}
		});
	}

	// One endpoint that is told everything, and one for each peculiarity.
	private static List<WebhookEndpoint> endpoints(String url) {
		Set<WebhookEventType> existence = Set.of(WebhookEventType.CHANNEL_OCCUPIED);
		return List.of(WebhookEndpoint.of(url + "/every"),
				WebhookEndpoint.of(url + "/wanted",
						(webhook) -> webhook.channels(List.of("private-wanted-*"))
							.events(Set.of(WebhookEventType.CHANNEL_OCCUPIED, WebhookEventType.CLIENT_EVENT))),
				WebhookEndpoint.of(url + "/batches",
						(webhook) -> webhook.channels(List.of("batched-*"))
							.events(existence)
							.maxBatchSize(3)
							.batchDelay(Duration.ofMinutes(1))),
				WebhookEndpoint.of(url + "/failing",
						(webhook) -> webhook.channels(List.of("failing")).events(existence)));
	}

	synchronized void stop() {
		if (this.server != null) {
			this.server.stop();
			this.server = null;
		}
	}

	@Override
	public synchronized void close() {
		if (this.server != null) {
			this.server.close();
			this.server = null;
		}
	}

	// Nobody starts it again.
	synchronized void end() {
		if (this.member != null) {
			this.member.close();
		}
		close();
	}

	// What the member of a group that there is beside the test's own clients has heard.
	synchronized String heardByMember() {
		return Objects.requireNonNull(this.member, "There is none: open the edge with member=true").json();
	}

	synchronized int port() {
		return this.port;
	}

	// What a script must know to be a client.
	synchronized String json() {
		List<String> json = this.apps.stream()
			.map((app) -> "{\"id\":\"%s\",\"key\":\"%s\",\"secret\":\"secret-of-%s\"}".formatted(app.id(), app.key(),
					app.id()))
			.toList();
		return "{\"port\":%d,\"apps\":%s}".formatted(this.port, json);
	}

}
