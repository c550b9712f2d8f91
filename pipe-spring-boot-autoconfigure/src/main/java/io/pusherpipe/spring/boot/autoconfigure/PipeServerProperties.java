/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.pusherpipe.server.app.GroupOptions.WhenFull;
import io.pusherpipe.server.app.WebhookEventType;
import io.pusherpipe.server.net.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the edge that runs in this application.
 *
 * @param address Network address that the edge listens on. All of the machine's by
 * default.
 * @param port Port that the edge listens on, 0 for any that is free.
 * @param pathPrefix Path under which everything is mounted, beginning with a slash and
 * not ending with one.
 * @param apps Applications that the edge serves.
 * @param activityTimeout Time without anything from a client after which it is pinged, in
 * whole seconds.
 * @param pongTimeout Time after the ping within which something must come.
 * @param maxMessageSize Size of the largest message from a browser, 1KB to 900KB.
 * @param maxPipeMessageSize Size of the largest message from a backend, 16KB to 64MB.
 * @param maxQueuedSize Size of what may wait for one browser to read it, at least 64KB.
 * One that falls further behind is closed with 4100.
 * @param maxPipeQueuedSize Size of what may wait for one backend to read it, at least
 * 64KB. One that falls further behind is closed with 4100.
 * @param maxCacheSize Size of the events that cache channels remember. When it is used
 * up, the oldest are forgotten.
 * @param drainPeriod Time over which a stop spreads the closing of the sockets. By
 * default 5s, but no time where this application is the only backend, by way of the
 * embedded edge.
 * @param transport How the edge talks to the operating system.
 * @param workerThreads Number of event loops, 0 for one per processor.
 * @param fallback Sockets over plain HTTP
 * @param compressionEnabled Whether messages to browsers are compressed.
 * @param trustedProxies Number of proxies in front of the edge whose X-Forwarded-For is
 * believed.
 * @param proxyProtocol Whether every connection begins with a header of the PROXY
 * protocol.
 * @param ssl TLS of the edge
 */
@ConfigurationProperties("pusher.pipe.server")
public record PipeServerProperties(@Nullable InetAddress address, @DefaultValue("6001") int port,
		@DefaultValue("") String pathPrefix, @DefaultValue List<Application> apps,
		@DefaultValue("120s") Duration activityTimeout, @DefaultValue("30s") Duration pongTimeout,
		@DefaultValue("32KB") DataSize maxMessageSize, @DefaultValue("1MB") DataSize maxPipeMessageSize,
		@DefaultValue("1MB") DataSize maxQueuedSize, @DefaultValue("16MB") DataSize maxPipeQueuedSize,
		@DefaultValue("64MB") DataSize maxCacheSize, @Nullable Duration drainPeriod,
		@DefaultValue("auto") Transport transport, @DefaultValue("0") int workerThreads,
		@DefaultValue Fallback fallback, @DefaultValue("false") boolean compressionEnabled,
		@DefaultValue("0") int trustedProxies, @DefaultValue("false") boolean proxyProtocol, @DefaultValue Ssl ssl) {

	/**
	 * An application that the edge serves.
	 *
	 * @param id Id, 1 to 20 digits, which backends name.
	 * @param key Key, 1 to 64 letters, digits, hyphens and underscores, which browsers
	 * name.
	 * @param secret Secret, which backends sign with.
	 * @param enabled Whether the application is served at all.
	 * @param tlsRequired Whether sockets must come over TLS.
	 * @param clientEventsEnabled Whether subscribers may send each other client- events.
	 * @param maxConnections Number of sockets that may be open at once, 0 for any.
	 * @param maxSubscriptions Number of channels that one socket may be subscribed to.
	 * @param maxEventSize Size of the largest data of an event from a socket or over
	 * HTTP.
	 * @param clientEventRate Number of client- events that one socket may send in a
	 * second.
	 * @param backendEventRate Number of events to the backends that one socket may send
	 * in a second.
	 * @param maxPresenceMembers Number of users that may be in one presence channel.
	 * @param maxPresenceMemberSize Size of the largest channel_data of a presence
	 * channel's member.
	 * @param cacheTtl Time for which a cache channel remembers its last event.
	 * @param subscriptionCountEnabled Whether subscribers are told how many they are, on
	 * all channels but presence ones.
	 * @param watchlistEnabled Whether signed-in users are told when those on their
	 * watchlist come and go.
	 * @param maxWatchlistSize Number of users that a watchlist may name. Those beyond are
	 * ignored.
	 * @param authorizedConnectionsTimeout Time within which a socket must sign in or
	 * subscribe to a channel that needs a signature, 0 for no such limit. Otherwise it is
	 * closed with 4009.
	 * @param allowedOrigins Pages from which sockets may be opened, each of the form
	 * [scheme://]host[:port], with *. before the host for all below it. None for any.
	 * @param restReadRate Number of GET requests to the HTTP API in a second, 0 for any.
	 * @param restWriteRate Number of POST requests to the HTTP API in a second, 0 for
	 * any.
	 * @param requestTimeout Time within which a backend must answer the request of a
	 * socket.
	 * @param decisionTimeout Time within which a backend must decide whether a socket may
	 * subscribe to a channel, and who its user is.
	 * @param groups Groups of backends, and what is kept for them.
	 * @param webhooks Endpoints that are sent webhooks.
	 */
	public record Application(@Nullable String id, @Nullable String key, @Nullable String secret,
			@DefaultValue("true") boolean enabled, @DefaultValue("false") boolean tlsRequired,
			@DefaultValue("true") boolean clientEventsEnabled, @DefaultValue("0") int maxConnections,
			@DefaultValue("1000") int maxSubscriptions, @DefaultValue("10KB") DataSize maxEventSize,
			@DefaultValue("10") int clientEventRate, @DefaultValue("100") int backendEventRate,
			@DefaultValue("100") int maxPresenceMembers, @DefaultValue("1KB") DataSize maxPresenceMemberSize,
			@DefaultValue("30m") Duration cacheTtl, @DefaultValue("false") boolean subscriptionCountEnabled,
			@DefaultValue("false") boolean watchlistEnabled, @DefaultValue("100") int maxWatchlistSize,
			@DefaultValue("0s") Duration authorizedConnectionsTimeout, @DefaultValue List<String> allowedOrigins,
			@DefaultValue("0") int restReadRate, @DefaultValue("0") int restWriteRate,
			@DefaultValue("10s") Duration requestTimeout, @DefaultValue("5s") Duration decisionTimeout,
			@DefaultValue Groups groups, @DefaultValue List<Webhook> webhooks) {

		/**
		 * The id alone.
		 * @return the application, for people to read
		 */
		@Override
		public String toString() {
			return "Application[id=" + this.id + "]";
		}

	}

	/**
	 * Groups of backends.
	 *
	 * @param maxEvents Number of events that are kept for a group at most.
	 * @param maxSize Size of the events that are kept for a group at most, in memory.
	 * @param maxAge Time that an event waits for its group at most.
	 * @param retention Time that a group is kept without a member.
	 * @param whenFull What becomes of an event when as many are kept as may be.
	 * @param maxGroups Number of groups that the application has at most.
	 * @param memberTimeout Time of silence after which a member's sockets move to the
	 * others.
	 * @param ackTimeout Time that an event may be unacknowledged until its member's
	 * sockets move to the others. Handlers must not take longer.
	 * @param maxCredit Number of events that a member may have unacknowledged at most.
	 * @param names Groups that are there from the beginning, so that nothing is missed
	 * before their first member comes.
	 */
	public record Groups(@DefaultValue("100000") int maxEvents, @DefaultValue("64MB") DataSize maxSize,
			@DefaultValue("5m") Duration maxAge, @DefaultValue("10m") Duration retention,
			@DefaultValue("drop-oldest") WhenFull whenFull, @DefaultValue("100") int maxGroups,
			@DefaultValue("3s") Duration memberTimeout, @DefaultValue("60s") Duration ackTimeout,
			@DefaultValue("10000") int maxCredit, @DefaultValue List<String> names) {

	}

	/**
	 * An endpoint that is sent webhooks.
	 *
	 * @param url URL that the webhooks are sent to, beginning with http:// or https://.
	 * @param events Events that are sent. All by default.
	 * @param channels Names of the channels that are sent, or beginnings of names
	 * followed by *. All by default.
	 * @param headers Further headers of each request.
	 * @param maxBatchSize Number of events that may go in one request, 1 for no batches.
	 * @param batchDelay Time that an event waits for others, with batches.
	 * @param requestTimeout Time from the beginning of a request to the end of its
	 * answer.
	 * @param retryPeriod Time for which an event is sent again, 0 for never.
	 * @param maxConcurrentRequests Number of requests that may be under way at once.
	 * @param maxQueuedEvents Number of events that may wait.
	 * @param maxQueuedSize Size of the events that may wait, at least 64KB.
	 */
	public record Webhook(@Nullable String url, @DefaultValue Set<WebhookEventType> events,
			@DefaultValue List<String> channels, @DefaultValue Map<String, String> headers,
			@DefaultValue("1") int maxBatchSize, @DefaultValue("1s") Duration batchDelay,
			@DefaultValue("10s") Duration requestTimeout, @DefaultValue("5m") Duration retryPeriod,
			@DefaultValue("8") int maxConcurrentRequests, @DefaultValue("10000") int maxQueuedEvents,
			@DefaultValue("16MB") DataSize maxQueuedSize) {

		/**
		 * Nothing of what the URL and the headers may hide.
		 * @return the endpoint, for people to read
		 */
		@Override
		public String toString() {
			return "Webhook[events=" + this.events + ", channels=" + this.channels + "]";
		}

	}

	/**
	 * Sockets over plain HTTP, for browsers whose WebSockets are blocked.
	 *
	 * @param enabled Whether such sockets are served.
	 * @param path Path of these sockets, below the edge's path prefix.
	 * @param sessionTimeout Time that a socket lives between two receiving requests.
	 * @param heartbeatInterval Time without anything from the client after which it is
	 * sent a heartbeat.
	 */
	public record Fallback(@DefaultValue("true") boolean enabled, @DefaultValue("/pusher") String path,
			@DefaultValue("10s") Duration sessionTimeout, @DefaultValue("25s") Duration heartbeatInterval) {

	}

	/**
	 * TLS of the edge.
	 *
	 * @param bundle Name of the SSL bundle with the edge's certificate. Without it, the
	 * edge listens without TLS.
	 */
	public record Ssl(@Nullable String bundle) {

	}

}
