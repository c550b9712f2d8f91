/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.app;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What an application may do, and how much of it. Immutable.
 */
public final class AppOptions {

	private static final AppOptions DEFAULTS = new AppOptions(new Builder());

	private final boolean enabled;

	private final boolean tlsRequired;

	private final boolean clientEventsEnabled;

	private final int maxConnections;

	private final int maxSubscriptions;

	private final int maxEventSize;

	private final int clientEventRate;

	private final int backendEventRate;

	private final int maxPresenceMembers;

	private final int maxPresenceMemberSize;

	private final Duration cacheTtl;

	private final boolean subscriptionCountEnabled;

	private final boolean watchlistEnabled;

	private final int maxWatchlistSize;

	private final Duration authorizedConnectionsTimeout;

	private final List<WebhookEndpoint> webhooks;

	private final List<OriginPattern> allowedOrigins;

	private final int restReadRate;

	private final int restWriteRate;

	private final Duration requestTimeout;

	private final Duration decisionTimeout;

	private final GroupOptions groups;

	private AppOptions(Builder builder) {
		this.enabled = builder.enabled;
		this.tlsRequired = builder.tlsRequired;
		this.clientEventsEnabled = builder.clientEventsEnabled;
		this.maxConnections = builder.maxConnections;
		this.maxSubscriptions = builder.maxSubscriptions;
		this.maxEventSize = builder.maxEventSize;
		this.clientEventRate = builder.clientEventRate;
		this.backendEventRate = builder.backendEventRate;
		this.maxPresenceMembers = builder.maxPresenceMembers;
		this.maxPresenceMemberSize = builder.maxPresenceMemberSize;
		this.cacheTtl = builder.cacheTtl;
		this.subscriptionCountEnabled = builder.subscriptionCountEnabled;
		this.watchlistEnabled = builder.watchlistEnabled;
		this.maxWatchlistSize = builder.maxWatchlistSize;
		this.authorizedConnectionsTimeout = builder.authorizedConnectionsTimeout;
		this.webhooks = builder.webhooks;
		this.allowedOrigins = builder.allowedOrigins;
		this.restReadRate = builder.restReadRate;
		this.restWriteRate = builder.restWriteRate;
		this.requestTimeout = builder.requestTimeout;
		this.decisionTimeout = builder.decisionTimeout;
		this.groups = builder.groups;
	}

	/**
	 * The defaults.
	 * @return the defaults
	 */
	public static AppOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Options that differ from the defaults.
	 * @param customizer sets what differs
	 * @return the options
	 * @throws IllegalArgumentException if a number is out of its range
	 */
	public static AppOptions of(Consumer<Builder> customizer) {
		Builder builder = new Builder();
		customizer.accept(builder);
		return new AppOptions(builder);
	}

	/**
	 * Whether the application is served at all.
	 * @return {@code true} by default; otherwise sockets are closed with 4003
	 */
	public boolean enabled() {
		return this.enabled;
	}

	/**
	 * Whether sockets must come over TLS.
	 * @return {@code false} by default; otherwise plain sockets are closed with 4000
	 */
	public boolean tlsRequired() {
		return this.tlsRequired;
	}

	/**
	 * Whether subscribers may send each other events.
	 * @return {@code true} by default
	 */
	public boolean clientEventsEnabled() {
		return this.clientEventsEnabled;
	}

	/**
	 * How many sockets may be open at once.
	 * @return the number; 0, the default, for any
	 */
	public int maxConnections() {
		return this.maxConnections;
	}

	/**
	 * How many channels one socket may be subscribed to at once.
	 * @return the number, 1,000 by default
	 */
	public int maxSubscriptions() {
		return this.maxSubscriptions;
	}

	/**
	 * How large an event's data may be that comes from a socket or over HTTP.
	 * @return the size in bytes of UTF-8, 10,240 by default
	 */
	public int maxEventSize() {
		return this.maxEventSize;
	}

	/**
	 * How many {@code client-} events one socket may send in a second.
	 * @return the number, 10 by default
	 */
	public int clientEventRate() {
		return this.clientEventRate;
	}

	/**
	 * How many events to the backends one socket may send in a second.
	 * @return the number, 100 by default
	 */
	public int backendEventRate() {
		return this.backendEventRate;
	}

	/**
	 * How many users may be in one presence channel.
	 * @return the number, 100 by default
	 */
	public int maxPresenceMembers() {
		return this.maxPresenceMembers;
	}

	/**
	 * How large a presence channel's {@code channel_data} may be.
	 * @return the size in bytes of UTF-8, 1,024 by default
	 */
	public int maxPresenceMemberSize() {
		return this.maxPresenceMemberSize;
	}

	/**
	 * For how long a cache channel remembers its last event.
	 * @return the time, 30 minutes by default
	 */
	public Duration cacheTtl() {
		return this.cacheTtl;
	}

	/**
	 * Whether subscribers are told how many they are, on all channels but presence ones.
	 * @return {@code false} by default
	 */
	public boolean subscriptionCountEnabled() {
		return this.subscriptionCountEnabled;
	}

	/**
	 * Whether signed-in users are told when those on their watchlist come and go.
	 * @return {@code false} by default
	 */
	public boolean watchlistEnabled() {
		return this.watchlistEnabled;
	}

	/**
	 * How many users a watchlist may name.
	 * @return the number, 100 by default; those beyond are ignored
	 */
	public int maxWatchlistSize() {
		return this.maxWatchlistSize;
	}

	/**
	 * Within which time a socket must sign in or subscribe to a channel that needs a
	 * signature; otherwise it is closed with 4009.
	 * @return the time; zero, the default, for never
	 */
	public Duration authorizedConnectionsTimeout() {
		return this.authorizedConnectionsTimeout;
	}

	/**
	 * Where webhooks are sent to.
	 * @return the endpoints, none by default
	 */
	public List<WebhookEndpoint> webhooks() {
		return this.webhooks;
	}

	/**
	 * Whether a page may open sockets. Any may by default.
	 * @param origin the {@code Origin} of its request, or {@code null} where there is
	 * none, as with clients that are no browsers
	 * @return {@code true} if it may; otherwise its sockets are closed with 4009
	 */
	public boolean allowsOrigin(@Nullable String origin) {
		return origin == null || this.allowedOrigins.isEmpty()
				|| this.allowedOrigins.stream().anyMatch((pattern) -> pattern.matches(origin));
	}

	/**
	 * How many requests to the HTTP API that ask for something may come in a second.
	 * @return the number; 0, the default, for any. More are answered with 429
	 */
	public int restReadRate() {
		return this.restReadRate;
	}

	/**
	 * How many requests to the HTTP API that do something may come in a second.
	 * @return the number; 0, the default, for any. More are answered with 429
	 */
	public int restWriteRate() {
		return this.restWriteRate;
	}

	/**
	 * Within which time a backend must answer the request of a socket; otherwise the
	 * socket is told that there was no answer (4408).
	 * @return the time, 10 seconds by default
	 */
	public Duration requestTimeout() {
		return this.requestTimeout;
	}

	/**
	 * Within which time a backend must decide whether a socket may subscribe, and who its
	 * user is; otherwise the socket is refused (4408).
	 * @return the time, 5 seconds by default
	 */
	public Duration decisionTimeout() {
		return this.decisionTimeout;
	}

	/**
	 * What groups of backends may do, and how much is kept for them.
	 * @return the options, {@link GroupOptions#DEFAULTS} by default
	 */
	public GroupOptions groups() {
		return this.groups;
	}

	/**
	 * Sets what differs from the defaults.
	 */
	public static final class Builder {

		private boolean enabled = true;

		private boolean tlsRequired;

		private boolean clientEventsEnabled = true;

		private int maxConnections;

		private int maxSubscriptions = 1_000;

		private int maxEventSize = 10 * 1024;

		private int clientEventRate = 10;

		private int backendEventRate = 100;

		private int maxPresenceMembers = 100;

		private int maxPresenceMemberSize = 1024;

		private Duration cacheTtl = Duration.ofMinutes(30);

		private boolean subscriptionCountEnabled;

		private boolean watchlistEnabled;

		private int maxWatchlistSize = 100;

		private Duration authorizedConnectionsTimeout = Duration.ZERO;

		private List<WebhookEndpoint> webhooks = List.of();

		private List<OriginPattern> allowedOrigins = List.of();

		private int restReadRate;

		private int restWriteRate;

		private Duration requestTimeout = Duration.ofSeconds(10);

		private Duration decisionTimeout = Duration.ofSeconds(5);

		private GroupOptions groups = GroupOptions.DEFAULTS;

		private Builder() {
		}

		/**
		 * Set {@link AppOptions#enabled()}.
		 * @param enabled whether the application is served
		 * @return this builder
		 */
		public Builder enabled(boolean enabled) {
			this.enabled = enabled;
			return this;
		}

		/**
		 * Set {@link AppOptions#tlsRequired()}.
		 * @param tlsRequired whether sockets must come over TLS
		 * @return this builder
		 */
		public Builder tlsRequired(boolean tlsRequired) {
			this.tlsRequired = tlsRequired;
			return this;
		}

		/**
		 * Set {@link AppOptions#clientEventsEnabled()}.
		 * @param clientEventsEnabled whether subscribers may send each other events
		 * @return this builder
		 */
		public Builder clientEventsEnabled(boolean clientEventsEnabled) {
			this.clientEventsEnabled = clientEventsEnabled;
			return this;
		}

		/**
		 * Set {@link AppOptions#maxConnections()}.
		 * @param maxConnections the number, 0 for any
		 * @return this builder
		 */
		public Builder maxConnections(int maxConnections) {
			this.maxConnections = atLeast("maxConnections", 0, maxConnections);
			return this;
		}

		/**
		 * Set {@link AppOptions#maxSubscriptions()}.
		 * @param maxSubscriptions the number, at least 1
		 * @return this builder
		 */
		public Builder maxSubscriptions(int maxSubscriptions) {
			this.maxSubscriptions = atLeast("maxSubscriptions", 1, maxSubscriptions);
			return this;
		}

		/**
		 * Set {@link AppOptions#maxEventSize()}.
		 * @param maxEventSize the size in bytes, at least 1
		 * @return this builder
		 */
		public Builder maxEventSize(int maxEventSize) {
			this.maxEventSize = atLeast("maxEventSize", 1, maxEventSize);
			return this;
		}

		/**
		 * Set {@link AppOptions#clientEventRate()}.
		 * @param clientEventRate the number in a second, at least 1
		 * @return this builder
		 */
		public Builder clientEventRate(int clientEventRate) {
			this.clientEventRate = atLeast("clientEventRate", 1, clientEventRate);
			return this;
		}

		/**
		 * Set {@link AppOptions#backendEventRate()}.
		 * @param backendEventRate the number in a second, at least 1
		 * @return this builder
		 */
		public Builder backendEventRate(int backendEventRate) {
			this.backendEventRate = atLeast("backendEventRate", 1, backendEventRate);
			return this;
		}

		/**
		 * Set {@link AppOptions#maxPresenceMembers()}.
		 * @param maxPresenceMembers the number, at least 1
		 * @return this builder
		 */
		public Builder maxPresenceMembers(int maxPresenceMembers) {
			this.maxPresenceMembers = atLeast("maxPresenceMembers", 1, maxPresenceMembers);
			return this;
		}

		/**
		 * Set {@link AppOptions#maxPresenceMemberSize()}.
		 * @param maxPresenceMemberSize the size in bytes, at least 1
		 * @return this builder
		 */
		public Builder maxPresenceMemberSize(int maxPresenceMemberSize) {
			this.maxPresenceMemberSize = atLeast("maxPresenceMemberSize", 1, maxPresenceMemberSize);
			return this;
		}

		/**
		 * Set {@link AppOptions#cacheTtl()}.
		 * @param cacheTtl the time, positive
		 * @return this builder
		 */
		public Builder cacheTtl(Duration cacheTtl) {
			this.cacheTtl = positive("cacheTtl", cacheTtl);
			return this;
		}

		/**
		 * Set {@link AppOptions#subscriptionCountEnabled()}.
		 * @param subscriptionCountEnabled whether subscribers are told how many they are
		 * @return this builder
		 */
		public Builder subscriptionCountEnabled(boolean subscriptionCountEnabled) {
			this.subscriptionCountEnabled = subscriptionCountEnabled;
			return this;
		}

		/**
		 * Set {@link AppOptions#watchlistEnabled()}.
		 * @param watchlistEnabled whether users are told who of their watchlist is there
		 * @return this builder
		 */
		public Builder watchlistEnabled(boolean watchlistEnabled) {
			this.watchlistEnabled = watchlistEnabled;
			return this;
		}

		/**
		 * Set {@link AppOptions#maxWatchlistSize()}.
		 * @param maxWatchlistSize the number, at least 1
		 * @return this builder
		 */
		public Builder maxWatchlistSize(int maxWatchlistSize) {
			this.maxWatchlistSize = atLeast("maxWatchlistSize", 1, maxWatchlistSize);
			return this;
		}

		/**
		 * Set {@link AppOptions#authorizedConnectionsTimeout()}.
		 * @param authorizedConnectionsTimeout the time, zero for never
		 * @return this builder
		 */
		public Builder authorizedConnectionsTimeout(Duration authorizedConnectionsTimeout) {
			this.authorizedConnectionsTimeout = notNegative("authorizedConnectionsTimeout",
					authorizedConnectionsTimeout);
			return this;
		}

		/**
		 * Set {@link AppOptions#webhooks()}.
		 * @param webhooks the endpoints, each of which is sent what it wants
		 * independently of the others
		 * @return this builder
		 */
		public Builder webhooks(Collection<WebhookEndpoint> webhooks) {
			this.webhooks = List.copyOf(webhooks);
			return this;
		}

		/**
		 * Set from which pages sockets may be opened.
		 * @param allowedOrigins each of the form {@code [scheme://]host[:port]}, such as
		 * {@code https://example.org}, with {@code *.} before the host for all below it;
		 * none for any page
		 * @return this builder
		 */
		public Builder allowedOrigins(List<String> allowedOrigins) {
			this.allowedOrigins = allowedOrigins.stream().map(OriginPattern::of).toList();
			return this;
		}

		/**
		 * Set {@link AppOptions#restReadRate()}.
		 * @param restReadRate the number in a second, 0 for any
		 * @return this builder
		 */
		public Builder restReadRate(int restReadRate) {
			this.restReadRate = atLeast("restReadRate", 0, restReadRate);
			return this;
		}

		/**
		 * Set {@link AppOptions#restWriteRate()}.
		 * @param restWriteRate the number in a second, 0 for any
		 * @return this builder
		 */
		public Builder restWriteRate(int restWriteRate) {
			this.restWriteRate = atLeast("restWriteRate", 0, restWriteRate);
			return this;
		}

		/**
		 * Set {@link AppOptions#requestTimeout()}.
		 * @param requestTimeout the time, positive
		 * @return this builder
		 */
		public Builder requestTimeout(Duration requestTimeout) {
			this.requestTimeout = positive("requestTimeout", requestTimeout);
			return this;
		}

		/**
		 * Set {@link AppOptions#groups()}.
		 * @param groups the options
		 * @return this builder
		 */
		public Builder groups(GroupOptions groups) {
			this.groups = groups;
			return this;
		}

		/**
		 * Set {@link AppOptions#decisionTimeout()}.
		 * @param decisionTimeout the time, positive
		 * @return this builder
		 */
		public Builder decisionTimeout(Duration decisionTimeout) {
			this.decisionTimeout = positive("decisionTimeout", decisionTimeout);
			return this;
		}

		private static Duration positive(String name, Duration value) {
			if (value.isNegative() || value.isZero()) {
				throw new IllegalArgumentException(name + " must be positive but is " + value);
			}
			return value;
		}

		private static Duration notNegative(String name, Duration value) {
			if (value.isNegative()) {
				throw new IllegalArgumentException(name + " must not be negative but is " + value);
			}
			return value;
		}

		private static int atLeast(String name, int least, int value) {
			if (value < least) {
				throw new IllegalArgumentException(name + " must be at least " + least + " but is " + value);
			}
			return value;
		}

	}

}
