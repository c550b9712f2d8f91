/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;
import java.time.Duration;

import io.pusherpipe.client.WhenDisconnected;
import io.pusherpipe.protocol.pipe.PipeShard;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the Pipe, the application's connection to the edge.
 *
 * @param url URL of the edge, such as ws://localhost:6001 or wss://edge.example.com.
 * Without it, an embedded edge starts if pipe-server is on the classpath.
 * @param appId Id of the application at the edge.
 * @param key Key of the application at the edge.
 * @param secret Secret of the application at the edge.
 * @param group Group to share events with: each event goes to one instance of it. The
 * default is spring.application.name; empty, every instance gets every event.
 * @param member Name of this instance in its group, unique per process and start. The
 * default is the host's name and random digits.
 * @param shard What events are divided by among the group's instances: all that a socket
 * does to one of them, or all that is sent on a channel.
 * @param filter What the edge is asked for: what there are handlers for, or everything of
 * the kinds that there are handlers for.
 * @param encryptionMasterKey Master key of the encrypted channels, 32 bytes in base64.
 * @param autoStartup Whether to connect when the application starts.
 * @param startupFailurePolicy What to do when the application starts and the edge cannot
 * be reached: start and keep trying, fail, or go on without the Pipe.
 * @param keepJvmAlive Whether the Pipe keeps a program running that has nothing else to
 * do.
 * @param phase Phase of the connection in the order of starting and stopping. The default
 * is before the web server at start and after it at stop, 2147480575.
 * @param connectTimeout Time an attempt to connect may take until the edge has confirmed
 * it.
 * @param maxMessageSize Size of the largest message in either direction. The edge's own
 * limit is pusher.pipe.server.max-pipe-message-size.
 * @param debug Whether to log every message in both directions at level INFO rather than
 * DEBUG, by the logger io.pusherpipe.client.wire.
 * @param ssl TLS of the connection
 * @param reconnect how a connection is tried again
 * @param heartbeat how a dead connection is found with protocol 0.2
 * @param handler how handlers run
 * @param template how events are sent
 */
@ConfigurationProperties("pusher.pipe")
public record PipeProperties(@Nullable URI url, @Nullable String appId, @Nullable String key, @Nullable String secret,
		@Nullable String group, @Nullable String member, @DefaultValue("socket") PipeShard shard,
		@DefaultValue("handlers") Filter filter, @Nullable String encryptionMasterKey,
		@DefaultValue("true") boolean autoStartup, @DefaultValue("retry") StartupFailurePolicy startupFailurePolicy,
		@DefaultValue("true") boolean keepJvmAlive, @Nullable Integer phase,
		@DefaultValue("10s") Duration connectTimeout, @DefaultValue("1MB") DataSize maxMessageSize,
		@DefaultValue("false") boolean debug, @DefaultValue Ssl ssl, @DefaultValue Reconnect reconnect,
		@DefaultValue Heartbeat heartbeat, @DefaultValue Handler handler, @DefaultValue Template template) {

	/**
	 * Everything but the secrets.
	 * @return the properties, for people to read
	 */
	@Override
	public String toString() {
		return "PipeProperties[url=" + this.url + ", appId=" + this.appId + ", key=" + this.key + "]";
	}

	/**
	 * What the edge is asked for.
	 */
	public enum Filter {

		/** What there are handlers for. */
		HANDLERS,

		/** Everything of the kinds that there are handlers for. */
		OFF

	}

	/**
	 * TLS of the connection.
	 *
	 * @param bundle Name of the SSL bundle that wss URLs are connected to with. Without
	 * it, the platform's trust store is used.
	 */
	public record Ssl(@Nullable String bundle) {

	}

	/**
	 * How a connection is tried again: after a random time up to an interval that grows
	 * from attempt to attempt.
	 *
	 * @param initialInterval First interval.
	 * @param multiplier Factor by which the interval grows, at least 1.
	 * @param maxInterval Interval that it does not grow beyond.
	 * @param stableAfter Time that a connection must hold for the interval to shrink back
	 * to the first one.
	 * @param maxAttempts Number of failed attempts in a row after which to give up. No
	 * limit by default.
	 */
	public record Reconnect(@DefaultValue("1s") Duration initialInterval, @DefaultValue("2") double multiplier,
			@DefaultValue("30s") Duration maxInterval, @DefaultValue("10s") Duration stableAfter,
			@Nullable Integer maxAttempts) {

	}

	/**
	 * How a dead connection is found.
	 *
	 * @param interval Time without anything from the edge after which it is pinged.
	 * @param timeout Time after the ping within which something must come.
	 */
	public record Heartbeat(@DefaultValue("30s") Duration interval, @DefaultValue("10s") Duration timeout) {

	}

	/**
	 * How handlers run.
	 *
	 * @param concurrency Number of threads for handlers. Not used with virtual threads,
	 * of which there are as many as there are sockets with events to handle.
	 * @param prefetch Number of events that may wait for handlers or be handled. The edge
	 * keeps the others.
	 * @param bufferSize Size of the events that may wait for handlers or be handled, each
	 * counting with its message and 128 bytes. Used by protocol 0.2 only.
	 * @param phase Phase of the handlers in the order of starting and stopping, not below
	 * that of the connection. The default is last at start and first at stop, 2147483647.
	 * @param retry what becomes of a handler that fails
	 * @param observationEnabled Whether calls of handlers are observed (timers and
	 * traces).
	 */
	public record Handler(@DefaultValue("32") int concurrency, @DefaultValue("1000") int prefetch,
			@DefaultValue("64MB") DataSize bufferSize, @Nullable Integer phase, @DefaultValue Retry retry,
			@DefaultValue("false") boolean observationEnabled) {

	}

	/**
	 * What becomes of a handler that fails.
	 *
	 * @param maxAttempts Number of times that a handler which fails is called with one
	 * event.
	 * @param delay Time to wait before each further attempt. The socket's later events
	 * wait, too.
	 */
	public record Retry(@DefaultValue("1") int maxAttempts, @DefaultValue("1s") Duration delay) {

	}

	/**
	 * How events are sent.
	 *
	 * @param replyTimeout Time to wait for the edge's reply to a trigger.
	 * @param whenDisconnected What becomes of triggers while the connection is
	 * interrupted.
	 * @param bufferSize Size of the triggers that may wait to be sent, each counting with
	 * its message and 128 bytes.
	 * @param observationEnabled Whether triggers are observed (timers and traces).
	 */
	public record Template(@DefaultValue("5s") Duration replyTimeout,
			@DefaultValue("fail") WhenDisconnected whenDisconnected, @DefaultValue("16MB") DataSize bufferSize,
			@DefaultValue("false") boolean observationEnabled) {

	}

}
