/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.pusherpipe.server.PipeServer;
import io.pusherpipe.server.PipeServerBuilder;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.app.WebhookEndpoint;
import io.pusherpipe.server.net.ListenException;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerProperties.Application;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerProperties.Groups;
import io.pusherpipe.spring.boot.autoconfigure.PipeServerProperties.Webhook;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Starts the edge that the properties describe.
 */
final class PipeServerFactory {

	private static final String PREFIX = "pusher.pipe.server.";

	private static final String PORT = "port";

	private final PipeServerProperties properties;

	private final @Nullable PipeCredentials embedded;

	private final List<PipeServerBuilderCustomizer> customizers;

	private final List<App> apps;

	private final @Nullable EdgeCertificate certificate;

	private final RestartMemory memory = RestartMemory.create();

	/**
	 * Create a new factory.
	 * @param properties what the edge is like
	 * @param embedded the application's own credentials where the edge is its embedded
	 * one, otherwise {@code null}
	 * @param sslBundles where the certificate is
	 * @param customizers what adjusts the edge
	 * @throws PipeConfigurationException if the applications cannot be what they are
	 */
	PipeServerFactory(PipeServerProperties properties, @Nullable PipeCredentials embedded,
			Supplier<SslBundles> sslBundles, List<PipeServerBuilderCustomizer> customizers) {
		this.properties = properties;
		this.embedded = embedded;
		this.customizers = customizers;
		this.apps = apps(properties.apps(), embedded);
		String bundle = properties.ssl().bundle();
		this.certificate = StringUtils.hasText(bundle) ? EdgeCertificate.of(sslBundles.get(), bundle) : null;
	}

	private static List<App> apps(List<Application> applications, @Nullable PipeCredentials embedded) {
		List<App> apps = new ArrayList<>();
		for (int i = 0; i < applications.size(); i++) {
			apps.add(app(PREFIX + "apps[" + i + "].", applications.get(i)));
		}
		if (apps.isEmpty()) {
			apps.add(generated(embedded));
		}
		return apps;
	}

	private static App generated(@Nullable PipeCredentials embedded) {
		if (embedded == null) {
			throw new PipeConfigurationException("The edge has no application to serve.", """
					Set the properties pusher.pipe.server.apps[0].id (digits), pusher.pipe.server.apps[0].key and \
					pusher.pipe.server.apps[0].secret, for example as the environment variables
					    PUSHER_PIPE_SERVER_APPS_0_ID=1
					    PUSHER_PIPE_SERVER_APPS_0_KEY=<what browsers name it by>
					    PUSHER_PIPE_SERVER_APPS_0_SECRET=<what backends sign with>""");
		}
		try {
			return App.of(embedded.appId(), embedded.key(), embedded.secret());
		}
		catch (IllegalArgumentException ex) {
			throw Keys.refused("pusher.pipe.app-id or pusher.pipe.key", ex);
		}
	}

	private static App app(String prefix, Application application) {
		String id = required(prefix + "id", application.id());
		String key = required(prefix + "key", application.key());
		String secret = required(prefix + "secret", application.secret());
		try {
			return App.of(id, key, secret).with(AppOptions.of((options) -> configure(prefix, application, options)));
		}
		catch (IllegalArgumentException ex) {
			throw Keys.refused(prefix + "id or " + prefix + "key", ex);
		}
	}

	private static String required(String key, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			throw new PipeConfigurationException("The property " + key + " is not set.",
					"Set " + key + "; each of pusher.pipe.server.apps needs an id, a key and a secret.");
		}
		return value;
	}

	private static void configure(String prefix, Application application, AppOptions.Builder options) {
		options.enabled(application.enabled())
			.tlsRequired(application.tlsRequired())
			.clientEventsEnabled(application.clientEventsEnabled());
		Keys.set(prefix + "max-connections", application.maxConnections(), options::maxConnections);
		Keys.set(prefix + "max-subscriptions", application.maxSubscriptions(), options::maxSubscriptions);
		Keys.setBytes(prefix + "max-event-size", application.maxEventSize(), options::maxEventSize);
		Keys.set(prefix + "client-event-rate", application.clientEventRate(), options::clientEventRate);
		Keys.set(prefix + "backend-event-rate", application.backendEventRate(), options::backendEventRate);
		Keys.set(prefix + "max-presence-members", application.maxPresenceMembers(), options::maxPresenceMembers);
		Keys.setBytes(prefix + "max-presence-member-size", application.maxPresenceMemberSize(),
				options::maxPresenceMemberSize);
		Keys.set(prefix + "cache-ttl", application.cacheTtl(), options::cacheTtl);
		options.subscriptionCountEnabled(application.subscriptionCountEnabled())
			.watchlistEnabled(application.watchlistEnabled());
		Keys.set(prefix + "max-watchlist-size", application.maxWatchlistSize(), options::maxWatchlistSize);
		Keys.set(prefix + "authorized-connections-timeout", application.authorizedConnectionsTimeout(),
				options::authorizedConnectionsTimeout);
		Keys.set(prefix + "allowed-origins", application.allowedOrigins(), options::allowedOrigins);
		Keys.set(prefix + "rest-read-rate", application.restReadRate(), options::restReadRate);
		Keys.set(prefix + "rest-write-rate", application.restWriteRate(), options::restWriteRate);
		Keys.set(prefix + "request-timeout", application.requestTimeout(), options::requestTimeout);
		Keys.set(prefix + "decision-timeout", application.decisionTimeout(), options::decisionTimeout);
		configure(prefix + "groups.", application.groups(), options);
		List<WebhookEndpoint> webhooks = new ArrayList<>();
		for (int i = 0; i < application.webhooks().size(); i++) {
			webhooks.add(webhook(prefix + "webhooks[" + i + "].", application.webhooks().get(i)));
		}
		options.webhooks(webhooks);
	}

	private static void configure(String prefix, Groups groups, AppOptions.Builder options) {
		GroupOptions[] built = { GroupOptions.DEFAULTS };
		Keys.set(prefix + "max-events", groups.maxEvents(), (value) -> built[0] = built[0].withMaxEvents(value));
		Keys.setBytes(prefix + "max-size", groups.maxSize(), (value) -> built[0] = built[0].withMaxBytes(value));
		Keys.set(prefix + "max-age", groups.maxAge(), (value) -> built[0] = built[0].withMaxAge(value));
		Keys.set(prefix + "retention", groups.retention(), (value) -> built[0] = built[0].withRetention(value));
		Keys.set(prefix + "when-full", groups.whenFull(), (value) -> built[0] = built[0].withWhenFull(value));
		Keys.set(prefix + "max-groups", groups.maxGroups(), (value) -> built[0] = built[0].withMaxGroups(value));
		Keys.set(prefix + "member-timeout", groups.memberTimeout(),
				(value) -> built[0] = built[0].withMemberTimeout(value));
		Keys.set(prefix + "ack-timeout", groups.ackTimeout(), (value) -> built[0] = built[0].withAckTimeout(value));
		Keys.set(prefix + "max-credit", groups.maxCredit(), (value) -> built[0] = built[0].withMaxCredit(value));
		Keys.set(prefix + "names", groups.names(), (value) -> built[0] = built[0].withNames(value));
		options.groups(built[0]);
	}

	private static WebhookEndpoint webhook(String prefix, Webhook from) {
		String url = from.url();
		if (!StringUtils.hasText(url)) {
			throw new PipeConfigurationException("The property " + prefix + "url is not set.",
					"Set " + prefix + "url to where the webhooks shall be sent.");
		}
		try {
			return WebhookEndpoint.of(url, (endpoint) -> configure(prefix, from, endpoint));
		}
		catch (IllegalArgumentException ex) {
			throw Keys.refused(prefix + "url", ex);
		}
	}

	private static void configure(String prefix, Webhook from, WebhookEndpoint.Builder endpoint) {
		if (!from.events().isEmpty()) {
			endpoint.events(from.events());
		}
		if (!from.channels().isEmpty()) {
			Keys.set(prefix + "channels", from.channels(), endpoint::channels);
		}
		Keys.set(prefix + "headers", from.headers(), endpoint::headers);
		Keys.set(prefix + "max-batch-size", from.maxBatchSize(), endpoint::maxBatchSize);
		Keys.set(prefix + "batch-delay", from.batchDelay(), endpoint::batchDelay);
		Keys.set(prefix + "request-timeout", from.requestTimeout(), endpoint::requestTimeout);
		Keys.set(prefix + "retry-period", from.retryPeriod(), endpoint::retryPeriod);
		Keys.set(prefix + "max-concurrent-requests", from.maxConcurrentRequests(), endpoint::maxConcurrentRequests);
		Keys.set(prefix + "max-queued-events", from.maxQueuedEvents(), endpoint::maxQueuedEvents);
		Keys.set(prefix + "max-queued-size", from.maxQueuedSize().toBytes(), endpoint::maxQueuedBytes);
	}

	/**
	 * The applications that the edge serves.
	 * @return the applications
	 */
	List<App> apps() {
		return List.copyOf(this.apps);
	}

	/**
	 * Start the edge.
	 * @return the running edge
	 * @throws PipeConfigurationException if it cannot be as the properties say
	 */
	PipeServer start() {
		String known = (this.properties.port() == 0) ? this.memory.get(PORT) : null;
		if (known != null) {
			try {
				return start(Integer.parseInt(known));
			}
			catch (ListenException ex) {
				// Somebody else has it by now, and any other will do.
			}
		}
		try {
			return start(this.properties.port());
		}
		catch (ListenException ex) {
			throw new PipeConfigurationException("The edge did not start. " + ex.getMessage() + ".",
					"Stop what listens there, or set pusher.pipe.server.port to another port (0 for any that is free) "
							+ "or pusher.pipe.server.address to an address of this machine.");
		}
	}

	private PipeServer start(int port) {
		PipeServerBuilder builder = PipeServer.builder();
		this.apps.forEach(builder::app);
		configure(builder);
		Keys.set(PREFIX + "port", port, builder::port);
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		try {
			PipeServer started = builder.start();
			this.memory.put(PORT, String.valueOf(started.port()));
			return started;
		}
		catch (IllegalArgumentException ex) {
			throw Keys.refused(PREFIX + "apps or " + PREFIX + "transport", ex);
		}
	}

	private void configure(PipeServerBuilder builder) {
		PipeServerProperties from = this.properties;
		Keys.set(PREFIX + "address", from.address(),
				(InetAddress address) -> builder.address(address.getHostAddress()));
		Keys.set(PREFIX + "path-prefix", from.pathPrefix(), builder::pathPrefix);
		Keys.set(PREFIX + "activity-timeout", from.activityTimeout(), builder::activityTimeout);
		Keys.set(PREFIX + "pong-timeout", from.pongTimeout(), builder::pongTimeout);
		Keys.setBytes(PREFIX + "max-message-size", from.maxMessageSize(), builder::maxMessageSize);
		Keys.setBytes(PREFIX + "max-pipe-message-size", from.maxPipeMessageSize(), builder::maxPipeMessageSize);
		Keys.setBytes(PREFIX + "max-queued-size", from.maxQueuedSize(), builder::maxQueuedBytes);
		Keys.setBytes(PREFIX + "max-pipe-queued-size", from.maxPipeQueuedSize(), builder::maxPipeQueuedBytes);
		Keys.set(PREFIX + "max-cache-size", from.maxCacheSize().toBytes(), builder::maxCacheBytes);
		Keys.set(PREFIX + "drain-period", drainPeriod(), builder::drainPeriod);
		Keys.set(PREFIX + "transport", from.transport(), builder::transport);
		Keys.set(PREFIX + "worker-threads", from.workerThreads(), builder::workerThreads);
		builder.fallbacksEnabled(from.fallback().enabled())
			.compressionEnabled(from.compressionEnabled())
			.proxyProtocol(from.proxyProtocol());
		Keys.set(PREFIX + "fallback.path", from.fallback().path(), builder::fallbackPath);
		Keys.set(PREFIX + "fallback.session-timeout", from.fallback().sessionTimeout(),
				builder::fallbackSessionTimeout);
		Keys.set(PREFIX + "fallback.heartbeat-interval", from.fallback().heartbeatInterval(),
				builder::fallbackHeartbeatInterval);
		Keys.set(PREFIX + "trusted-proxies", from.trustedProxies(), builder::trustedProxies);
		if (this.certificate != null) {
			builder.sslContext(this.certificate.context());
		}
	}

	// Clients of an edge that ends with its only backend have nowhere to go one after the
	// other.
	private @Nullable Duration drainPeriod() {
		Duration configured = this.properties.drainPeriod();
		return (configured == null && this.embedded != null) ? Duration.ZERO : configured;
	}

}
