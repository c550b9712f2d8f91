/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.app;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.pusherpipe.protocol.ChannelNames;

/**
 * Where an application's webhooks are sent to, which of them, and how (Pusher protocol 7,
 * webhooks). Immutable.
 */
public final class WebhookEndpoint {

	private static final Set<String> OWN_HEADERS = Set.of("content-type", "x-pusher-key", "x-pusher-signature");

	private final URI url;

	private final Set<WebhookEventType> events;

	private final List<String> channels;

	private final Map<String, String> headers;

	private final int maxBatchSize;

	private final Duration batchDelay;

	private final Duration requestTimeout;

	private final Duration retryPeriod;

	private final int maxConcurrentRequests;

	private final int maxQueuedEvents;

	private final long maxQueuedBytes;

	private WebhookEndpoint(URI url, Builder builder) {
		this.url = url;
		this.events = builder.events;
		this.channels = builder.channels;
		this.headers = builder.headers;
		this.maxBatchSize = builder.maxBatchSize;
		this.batchDelay = builder.batchDelay;
		this.requestTimeout = builder.requestTimeout;
		this.retryPeriod = builder.retryPeriod;
		this.maxConcurrentRequests = builder.maxConcurrentRequests;
		this.maxQueuedEvents = builder.maxQueuedEvents;
		this.maxQueuedBytes = builder.maxQueuedBytes;
	}

	/**
	 * An endpoint that is sent everything, one event in a request.
	 * @param url the URL, see {@link #url()}
	 * @return the endpoint
	 * @throws IllegalArgumentException if the URL cannot be used
	 */
	public static WebhookEndpoint of(String url) {
		return of(url, (builder) -> {
		});
	}

	/**
	 * An endpoint with options that differ from the defaults.
	 * @param url the URL, see {@link #url()}
	 * @param customizer sets what differs
	 * @return the endpoint
	 * @throws IllegalArgumentException if the URL cannot be used, or a number is out of
	 * its range
	 */
	public static WebhookEndpoint of(String url, Consumer<Builder> customizer) {
		Builder builder = new Builder();
		customizer.accept(builder);
		return new WebhookEndpoint(checked(url), builder);
	}

	// Nothing of the URL is in the messages, since it may hold a secret.
	private static URI checked(String text) {
		URI url;
		try {
			url = URI.create(text);
		}
		catch (IllegalArgumentException ex) {
			throw unusable("is not a valid URL");
		}
		String scheme = (url.getScheme() != null) ? url.getScheme().toLowerCase(Locale.ROOT) : "";
		if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
			throw unusable("must begin with http:// or https:// and name a host");
		}
		if (url.getRawUserInfo() != null) {
			throw unusable("must not hold a user and password; set the header Authorization instead");
		}
		if (url.getRawFragment() != null) {
			throw unusable("must not have a fragment");
		}
		return url;
	}

	private static IllegalArgumentException unusable(String why) {
		return new IllegalArgumentException("The url of a webhook " + why);
	}

	/**
	 * Whether an event is to be sent here.
	 * @param type the event's type
	 * @param channel the name of the channel that it is about
	 * @return {@code true} if both the events and the channels that are wanted say so
	 */
	public boolean wants(WebhookEventType type, String channel) {
		return this.events.contains(type)
				&& (this.channels.isEmpty() || this.channels.stream().anyMatch((pattern) -> matches(pattern, channel)));
	}

	private static boolean matches(String pattern, String channel) {
		int prefix = pattern.length() - 1;
		return (pattern.charAt(prefix) == '*') ? channel.regionMatches(0, pattern, 0, prefix) : channel.equals(pattern);
	}

	/**
	 * Where requests go.
	 * @return an absolute URL with the scheme {@code http} or {@code https}, without user
	 * information and fragment
	 */
	public URI url() {
		return this.url;
	}

	/**
	 * Which events are sent.
	 * @return the types, all by default
	 */
	public Set<WebhookEventType> events() {
		return this.events;
	}

	/**
	 * The events of which channels are sent.
	 * @return names, and beginnings of names followed by {@code *}; empty, the default,
	 * for all channels
	 */
	public List<String> channels() {
		return this.channels;
	}

	/**
	 * What each request carries besides the headers that the protocol names.
	 * @return values by the headers' names, none by default
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	/**
	 * How many events at most go in one request.
	 * @return the number; 1, the default, for no batches
	 */
	public int maxBatchSize() {
		return this.maxBatchSize;
	}

	/**
	 * How long an event waits at most for others to go in the same request. Without
	 * batches nothing waits.
	 * @return the time, one second by default
	 */
	public Duration batchDelay() {
		return this.batchDelay;
	}

	/**
	 * Within which time a request must be answered, connecting included.
	 * @return the time, 10 seconds by default
	 */
	public Duration requestTimeout() {
		return this.requestTimeout;
	}

	/**
	 * For how long an event that is not received is sent again.
	 * @return the time since it happened, 5 minutes by default; zero for never
	 */
	public Duration retryPeriod() {
		return this.retryPeriod;
	}

	/**
	 * How many requests may be under way at once; for one channel there is never more
	 * than one.
	 * @return the number, 8 by default
	 */
	public int maxConcurrentRequests() {
		return this.maxConcurrentRequests;
	}

	/**
	 * How many events may wait for the endpoint. When there are more, the oldest are
	 * dropped.
	 * @return the number, 10,000 by default
	 */
	public int maxQueuedEvents() {
		return this.maxQueuedEvents;
	}

	/**
	 * How much memory the events that wait for the endpoint may take. When they take
	 * more, the oldest are dropped.
	 * @return the size in bytes, 16,777,216 by default
	 */
	public long maxQueuedBytes() {
		return this.maxQueuedBytes;
	}

	/**
	 * What may be shown of the endpoint: scheme, host and port. The rest may be secret.
	 * @return the URL's beginning
	 */
	@Override
	public String toString() {
		return this.url.getScheme() + "://" + this.url.getRawAuthority();
	}

	/**
	 * Sets what differs from the defaults.
	 */
	public static final class Builder {

		private Set<WebhookEventType> events = Set.copyOf(EnumSet.allOf(WebhookEventType.class));

		private List<String> channels = List.of();

		private Map<String, String> headers = Map.of();

		private int maxBatchSize = 1;

		private Duration batchDelay = Duration.ofSeconds(1);

		private Duration requestTimeout = Duration.ofSeconds(10);

		private Duration retryPeriod = Duration.ofMinutes(5);

		private int maxConcurrentRequests = 8;

		private int maxQueuedEvents = 10_000;

		private long maxQueuedBytes = 16L * 1024 * 1024;

		private Builder() {
		}

		/**
		 * Set {@link WebhookEndpoint#events()}.
		 * @param events the types, at least one
		 * @return this builder
		 */
		public Builder events(Collection<WebhookEventType> events) {
			if (events.isEmpty()) {
				throw new IllegalArgumentException("events of a webhook must not be empty");
			}
			this.events = Set.copyOf(events);
			return this;
		}

		/**
		 * Set {@link WebhookEndpoint#channels()}.
		 * @param channels names, and beginnings of names followed by {@code *}; empty for
		 * all channels
		 * @return this builder
		 */
		public Builder channels(Collection<String> channels) {
			channels.forEach(Builder::checkPattern);
			this.channels = List.copyOf(channels);
			return this;
		}

		private static void checkPattern(String pattern) {
			String name = pattern.endsWith("*") ? pattern.substring(0, pattern.length() - 1) : pattern;
			if (!pattern.equals("*") && !ChannelNames.isValid(name)) {
				throw new IllegalArgumentException("channels of a webhook must be names of channels, "
						+ "or beginnings of names followed by *, but one is '" + pattern + "'");
			}
		}

		/**
		 * Set {@link WebhookEndpoint#headers()}.
		 * @param headers values by the headers' names; not {@code Content-Type},
		 * {@code X-Pusher-Key}, {@code X-Pusher-Signature}, nor what belongs to the
		 * connection, as {@code Host} does
		 * @return this builder
		 */
		public Builder headers(Map<String, String> headers) {
			Map<String, String> checked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			headers.forEach((name, value) -> {
				checkHeader(name, value);
				checked.put(name, value);
			});
			this.headers = Map.copyOf(checked);
			return this;
		}

		private static void checkHeader(String name, String value) {
			if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
				throw new IllegalArgumentException("headers of a webhook must not contain '" + name + "'");
			}
			try {
				HttpRequest.newBuilder().header(name, value);
			}
			catch (IllegalArgumentException ex) {
				// without its cause, which shows the value
				throw new IllegalArgumentException(
						"headers of a webhook must have valid names and values, '" + name + "' has not");
			}
		}

		/**
		 * Set {@link WebhookEndpoint#maxBatchSize()}.
		 * @param maxBatchSize the number, 1 to 1,000; 1 for no batches
		 * @return this builder
		 */
		public Builder maxBatchSize(int maxBatchSize) {
			this.maxBatchSize = (int) range("maxBatchSize", 1, 1_000, maxBatchSize);
			return this;
		}

		/**
		 * Set {@link WebhookEndpoint#batchDelay()}.
		 * @param batchDelay the time, zero to one minute
		 * @return this builder
		 */
		public Builder batchDelay(Duration batchDelay) {
			this.batchDelay = range("batchDelay", Duration.ZERO, Duration.ofMinutes(1), batchDelay);
			return this;
		}

		/**
		 * Set {@link WebhookEndpoint#requestTimeout()}.
		 * @param requestTimeout the time, 100 milliseconds to one minute
		 * @return this builder
		 */
		public Builder requestTimeout(Duration requestTimeout) {
			this.requestTimeout = range("requestTimeout", Duration.ofMillis(100), Duration.ofMinutes(1),
					requestTimeout);
			return this;
		}

		/**
		 * Set {@link WebhookEndpoint#retryPeriod()}.
		 * @param retryPeriod the time, zero to one day
		 * @return this builder
		 */
		public Builder retryPeriod(Duration retryPeriod) {
			this.retryPeriod = range("retryPeriod", Duration.ZERO, Duration.ofDays(1), retryPeriod);
			return this;
		}

		/**
		 * Set {@link WebhookEndpoint#maxConcurrentRequests()}.
		 * @param maxConcurrentRequests the number, 1 to 256
		 * @return this builder
		 */
		public Builder maxConcurrentRequests(int maxConcurrentRequests) {
			this.maxConcurrentRequests = (int) range("maxConcurrentRequests", 1, 256, maxConcurrentRequests);
			return this;
		}

		/**
		 * Set {@link WebhookEndpoint#maxQueuedEvents()}.
		 * @param maxQueuedEvents the number, 1 to 10,000,000
		 * @return this builder
		 */
		public Builder maxQueuedEvents(int maxQueuedEvents) {
			this.maxQueuedEvents = (int) range("maxQueuedEvents", 1, 10_000_000, maxQueuedEvents);
			return this;
		}

		/**
		 * Set {@link WebhookEndpoint#maxQueuedBytes()}.
		 * @param maxQueuedBytes the size in bytes, at least 65,536
		 * @return this builder
		 */
		public Builder maxQueuedBytes(long maxQueuedBytes) {
			this.maxQueuedBytes = range("maxQueuedBytes", 64 * 1024, Long.MAX_VALUE, maxQueuedBytes);
			return this;
		}

		private static long range(String name, long least, long most, long value) {
			if (value < least || value > most) {
				throw outOfRange(name, least, most, value);
			}
			return value;
		}

		private static Duration range(String name, Duration least, Duration most, Duration value) {
			if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
				throw outOfRange(name, least, most, value);
			}
			return value;
		}

		private static IllegalArgumentException outOfRange(String name, Object least, Object most, Object value) {
			return new IllegalArgumentException(
					name + " of a webhook must be " + least + " to " + most + " but is " + value);
		}

	}

}
