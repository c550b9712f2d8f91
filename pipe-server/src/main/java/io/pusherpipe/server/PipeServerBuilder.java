/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Ticker;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.fallback.FallbackOptions;
import io.pusherpipe.server.net.ListenException;
import io.pusherpipe.server.net.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Sets up an edge.
 */
public final class PipeServerBuilder {

	private static final int MAX_MESSAGE_SIZE = 900 * 1024;

	final List<App> apps = new ArrayList<>();

	@Nullable String address;

	int port = 6001;

	String pathPrefix = "";

	@Nullable SslContext sslContext;

	Transport transport = Transport.AUTO;

	int workerThreads;

	Duration activityTimeout = Duration.ofMinutes(2);

	Duration pongTimeout = Duration.ofSeconds(30);

	int maxMessageSize = 32 * 1024;

	int maxPipeMessageSize = 1024 * 1024;

	int maxQueuedBytes = 1024 * 1024;

	int maxPipeQueuedBytes = 16 * 1024 * 1024;

	long maxCacheBytes = 64L * 1024 * 1024;

	Duration drainPeriod = Duration.ofSeconds(5);

	PipeServerListener listener = PipeServerListener.NONE;

	boolean fallbacksEnabled = true;

	String fallbackPath = "/pusher";

	Duration fallbackSessionTimeout = Duration.ofSeconds(10);

	Duration fallbackHeartbeatInterval = Duration.ofSeconds(25);

	boolean compressionEnabled;

	int trustedProxies;

	boolean proxyProtocol;

	@Nullable Supplier<EdgeMeters> meters;

	Ticker ticker = Ticker.systemTicker();

	InstantSource clock = InstantSource.system();

	PipeServerBuilder() {
	}

	/**
	 * Serve an application. May be called several times.
	 * @param app the application
	 * @return this builder
	 */
	public PipeServerBuilder app(App app) {
		this.apps.add(app);
		return this;
	}

	/**
	 * Listen on one address only. By default the edge listens on all of the machine's.
	 * @param address a host name or an IP address
	 * @return this builder
	 */
	public PipeServerBuilder address(String address) {
		this.address = address;
		return this;
	}

	/**
	 * Set the port.
	 * @param port the port, 6001 by default, 0 for any that is free
	 * @return this builder
	 * @throws IllegalArgumentException if it is not 0 to 65535
	 */
	public PipeServerBuilder port(int port) {
		if (port < 0 || port > 65_535) {
			throw new IllegalArgumentException("port must be 0 to 65535 but is " + port);
		}
		this.port = port;
		return this;
	}

	/**
	 * Mount everything under a path.
	 * @param pathPrefix the path, beginning with a slash and not ending with one; empty
	 * by default
	 * @return this builder
	 * @throws IllegalArgumentException if it does not begin with a slash, or ends with
	 * one
	 */
	public PipeServerBuilder pathPrefix(String pathPrefix) {
		if (!pathPrefix.isEmpty() && (!pathPrefix.startsWith("/") || pathPrefix.endsWith("/"))) {
			throw new IllegalArgumentException(
					"pathPrefix must begin with a slash and not end with one but is '" + pathPrefix + "'");
		}
		this.pathPrefix = pathPrefix;
		return this;
	}

	/**
	 * Listen with TLS. By default there is none.
	 * @param sslContext certificate and settings, for a server
	 * @return this builder
	 */
	public PipeServerBuilder sslContext(SslContext sslContext) {
		this.sslContext = sslContext;
		return this;
	}

	/**
	 * Set how the edge talks to the kernel.
	 * @param transport the transport, {@link Transport#AUTO} by default
	 * @return this builder
	 */
	public PipeServerBuilder transport(Transport transport) {
		this.transport = transport;
		return this;
	}

	/**
	 * Set how many event loops there are, each with one thread.
	 * @param workerThreads the number; 0, the default, for one per processor
	 * @return this builder
	 * @throws IllegalArgumentException if it is negative
	 */
	public PipeServerBuilder workerThreads(int workerThreads) {
		this.workerThreads = range("workerThreads", 0, 1024, workerThreads);
		return this;
	}

	/**
	 * Set after how long a silence a connection is pinged, which clients are told to do
	 * as well.
	 * @param activityTimeout whole seconds, at least one; 120 seconds by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is less than a second
	 */
	public PipeServerBuilder activityTimeout(Duration activityTimeout) {
		if (activityTimeout.toSeconds() < 1) {
			throw new IllegalArgumentException("activityTimeout must be at least 1s but is " + activityTimeout);
		}
		this.activityTimeout = Duration.ofSeconds(activityTimeout.toSeconds());
		return this;
	}

	/**
	 * Set how long after a ping something must have come in.
	 * @param pongTimeout the time, 30 seconds by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive
	 */
	public PipeServerBuilder pongTimeout(Duration pongTimeout) {
		this.pongTimeout = positive("pongTimeout", pongTimeout);
		return this;
	}

	/**
	 * Set how large a message from a browser may be.
	 * @param bytes the size in bytes, 1,024 to 921,600; 32,768 by default. The upper end
	 * is what the Node client can take in one frame
	 * @return this builder
	 * @throws IllegalArgumentException if it is out of range
	 */
	public PipeServerBuilder maxMessageSize(int bytes) {
		this.maxMessageSize = range("maxMessageSize", 1024, MAX_MESSAGE_SIZE, bytes);
		return this;
	}

	/**
	 * Set how large a message from a backend may be. Backends put several into a frame of
	 * up to 16,384 bytes, which every edge takes.
	 * @param bytes the size in bytes, 16,384 to 67,108,864; 1,048,576 by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is out of range
	 */
	public PipeServerBuilder maxPipeMessageSize(int bytes) {
		this.maxPipeMessageSize = range("maxPipeMessageSize", 16 * 1024, 64 * 1024 * 1024, bytes);
		return this;
	}

	/**
	 * Set how many bytes may wait for one browser to read them. One that falls further
	 * behind is closed with 4100; the others do not notice.
	 * @param bytes the number of bytes, at least 65,536; 1,048,576 by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is out of range
	 */
	public PipeServerBuilder maxQueuedBytes(int bytes) {
		this.maxQueuedBytes = range("maxQueuedBytes", 64 * 1024, Integer.MAX_VALUE, bytes);
		return this;
	}

	/**
	 * Set how many bytes may wait for one backend to read them. One that falls further
	 * behind is closed with 4100.
	 * @param bytes the number of bytes, at least 65,536; 16,777,216 by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is out of range
	 */
	public PipeServerBuilder maxPipeQueuedBytes(int bytes) {
		this.maxPipeQueuedBytes = range("maxPipeQueuedBytes", 64 * 1024, Integer.MAX_VALUE, bytes);
		return this;
	}

	/**
	 * Set how much memory the events that cache channels remember may take. When it is
	 * used up, the oldest are forgotten.
	 * @param bytes the number of bytes, at least 0; 67,108,864 by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is negative
	 */
	public PipeServerBuilder maxCacheBytes(long bytes) {
		if (bytes < 0) {
			throw new IllegalArgumentException("maxCacheBytes must not be negative but is " + bytes);
		}
		this.maxCacheBytes = bytes;
		return this;
	}

	/**
	 * Set over which time {@link PipeServer#stop()} closes the sockets.
	 * @param drainPeriod the time, 5 seconds by default, zero to close all at once
	 * @return this builder
	 * @throws IllegalArgumentException if it is negative
	 */
	public PipeServerBuilder drainPeriod(Duration drainPeriod) {
		if (drainPeriod.isNegative()) {
			throw new IllegalArgumentException("drainPeriod must not be negative but is " + drainPeriod);
		}
		this.drainPeriod = drainPeriod;
		return this;
	}

	/**
	 * Set whether browsers that cannot have a WebSocket are served over plain HTTP, as
	 * {@code xhr_streaming} and {@code xhr_polling}.
	 * @param fallbacksEnabled {@code true} by default
	 * @return this builder
	 */
	public PipeServerBuilder fallbacksEnabled(boolean fallbacksEnabled) {
		this.fallbacksEnabled = fallbacksEnabled;
		return this;
	}

	/**
	 * Set where sockets over plain HTTP are served; what pusher-js calls
	 * {@code httpPath}.
	 * @param fallbackPath the path below the {@linkplain #pathPrefix(String) prefix},
	 * {@code /pusher} by default
	 * @return this builder
	 * @throws IllegalArgumentException if it does not begin with a slash, or ends with
	 * one
	 */
	public PipeServerBuilder fallbackPath(String fallbackPath) {
		if (!fallbackPath.startsWith("/") || fallbackPath.endsWith("/")) {
			throw new IllegalArgumentException(
					"fallbackPath must begin with a slash and not end with one but is '" + fallbackPath + "'");
		}
		this.fallbackPath = fallbackPath;
		return this;
	}

	/**
	 * Set how long a socket over plain HTTP lives between two requests of its client.
	 * @param fallbackSessionTimeout the time, 10 seconds by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive
	 */
	public PipeServerBuilder fallbackSessionTimeout(Duration fallbackSessionTimeout) {
		this.fallbackSessionTimeout = positive("fallbackSessionTimeout", fallbackSessionTimeout);
		return this;
	}

	/**
	 * Set after how long a silence the client of a socket over plain HTTP is sent a
	 * heartbeat. Less than what proxies in between wait for a response.
	 * @param fallbackHeartbeatInterval the time, 25 seconds by default
	 * @return this builder
	 * @throws IllegalArgumentException if it is not positive
	 */
	public PipeServerBuilder fallbackHeartbeatInterval(Duration fallbackHeartbeatInterval) {
		this.fallbackHeartbeatInterval = positive("fallbackHeartbeatInterval", fallbackHeartbeatInterval);
		return this;
	}

	/**
	 * Set whether messages to and from browsers are compressed (permessage-deflate, RFC
	 * 7692), if the browser wants that. It costs more than it saves unless messages are
	 * long: what goes to many subscribers is then compressed anew for each of them.
	 * @param compressionEnabled {@code false} by default
	 * @return this builder
	 */
	public PipeServerBuilder compressionEnabled(boolean compressionEnabled) {
		this.compressionEnabled = compressionEnabled;
		return this;
	}

	/**
	 * Set how many proxies stand before the edge, each of which adds to
	 * {@code X-Forwarded-For} whom it speaks for. The edge then takes that address for
	 * the client's, and {@code X-Forwarded-Proto} for what tells whether the client came
	 * over TLS. Not for an edge that can be reached past the proxies: whoever does can
	 * say anything.
	 * @param trustedProxies the number, at most 16; 0, the default, to believe nobody
	 * @return this builder
	 * @throws IllegalArgumentException if it is out of range
	 */
	public PipeServerBuilder trustedProxies(int trustedProxies) {
		this.trustedProxies = range("trustedProxies", 0, 16, trustedProxies);
		return this;
	}

	/**
	 * Set whether each connection begins with a PROXY protocol header, of version 1 or 2,
	 * which tells where it comes from. A connection without one is then closed.
	 * @param proxyProtocol {@code false} by default
	 * @return this builder
	 */
	public PipeServerBuilder proxyProtocol(boolean proxyProtocol) {
		this.proxyProtocol = proxyProtocol;
		return this;
	}

	/**
	 * Set who is told what goes on in the edge.
	 * @param listener the listener, by default none
	 * @return this builder
	 */
	public PipeServerBuilder listener(PipeServerListener listener) {
		this.listener = listener;
		return this;
	}

	/**
	 * Show what happens on the edge as meters, whose names begin with {@code pipe.edge},
	 * until it stops. By default there are none. Two edges need a registry each, or
	 * common tags that tell them apart.
	 * @param meterRegistry where the meters are registered; needs
	 * {@code io.micrometer:micrometer-core}
	 * @return this builder
	 */
	public PipeServerBuilder meterRegistry(MeterRegistry meterRegistry) {
		this.meters = () -> new EdgeMeters(meterRegistry);
		return this;
	}

	FallbackOptions fallbackOptions() {
		return new FallbackOptions(this.fallbackPath, this.maxMessageSize, this.maxQueuedBytes,
				this.fallbackSessionTimeout, this.fallbackHeartbeatInterval, this.pongTimeout);
	}

	PipeServerBuilder ticker(Ticker ticker) {
		this.ticker = ticker;
		return this;
	}

	PipeServerBuilder clock(InstantSource clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Start the edge.
	 * @return the running edge
	 * @throws ListenException if it cannot listen, above all since the port is in use
	 * @throws IllegalArgumentException if two applications have the same id or key, or
	 * the transport is not available
	 */
	public PipeServer start() {
		return PipeServer.start(this);
	}

	InetSocketAddress socketAddress() {
		return (this.address != null) ? new InetSocketAddress(this.address, this.port)
				: new InetSocketAddress(this.port);
	}

	// ten events of the largest size that an application allows, and what is around them
	int maxRequestSize() {
		int largest = this.apps.stream().mapToInt((app) -> app.options().maxEventSize()).max().orElse(0);
		return (int) Math.min(Integer.MAX_VALUE, 10L * largest + 64 * 1024);
	}

	private static Duration positive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(name + " must be positive but is " + value);
		}
		return value;
	}

	private static int range(String name, int least, int most, int value) {
		if (value < least || value > most) {
			throw new IllegalArgumentException(name + " must be " + least + " to " + most + " but is " + value);
		}
		return value;
	}

}
