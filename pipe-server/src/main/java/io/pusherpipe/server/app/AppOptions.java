/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.app;

import java.util.function.Consumer;

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

		private static int atLeast(String name, int least, int value) {
			if (value < least) {
				throw new IllegalArgumentException(name + " must be at least " + least + " but is " + value);
			}
			return value;
		}

	}

}
