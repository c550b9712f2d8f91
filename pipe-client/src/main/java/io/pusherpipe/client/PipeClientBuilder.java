/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.netty.handler.ssl.SslContext;
import io.pusherpipe.protocol.pipe.PipeFilter;
import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds a {@link PipeClient}. Needed are the edge's URL and the application's id, key
 * and secret, or an {@linkplain #endpoint(Supplier) endpoint} that has them.
 */
public final class PipeClientBuilder {

	private PipeProtocol protocol = PipeProtocol.V1_0;

	private @Nullable String group;

	private @Nullable String member;

	private PipeShard shard = PipeShard.SOCKET;

	private int prefetch = PipeSubscription.DEFAULT_CREDIT;

	private PipeFilter filter = PipeFilter.EVERYTHING;

	private boolean snapshot;

	private @Nullable URI url;

	private @Nullable String appId;

	private @Nullable String key;

	private @Nullable String secret;

	private @Nullable Supplier<PipeEndpoint> endpoint;

	private JsonMapper jsonMapper = JsonMapper.shared();

	private UnaryOperator<HttpClient> httpClient = UnaryOperator.identity();

	private Scheduler scheduler = Schedulers.parallel();

	private Duration connectTimeout = Duration.ofSeconds(10);

	private PipeReconnect reconnect = PipeReconnect.defaults();

	private Duration heartbeatInterval = Duration.ofSeconds(30);

	private Duration heartbeatTimeout = Duration.ofSeconds(10);

	private Duration replyTimeout = Duration.ofSeconds(5);

	private int maxMessageSize = 1024 * 1024;

	private int receiveBuffer = 64 * 1024 * 1024;

	private int subscriberBuffer = 4096;

	private int outboundBuffer = 16 * 1024 * 1024;

	private WhenDisconnected whenDisconnected = WhenDisconnected.FAIL;

	private boolean debug;

	PipeClientBuilder() {
	}

	/**
	 * Which version of the Pipe protocol to speak, by default 1.0. What is said of
	 * groups, members, acknowledgement, gaps and filters is true of that only.
	 * @param protocol the version
	 * @return this builder
	 */
	public PipeClientBuilder protocol(PipeProtocol protocol) {
		this.protocol = protocol;
		return this;
	}

	/**
	 * The group to share events with: every event goes to one of its members, and the
	 * edge keeps the events while none of them is there (Pipe protocol 1.0, groups). By
	 * default there is none, and this client gets all events itself.
	 * @param group the group's name, 1 to 200 of letters, digits and {@code _-=@,.;:}, or
	 * {@code null} for none
	 * @return this builder
	 * @throws IllegalArgumentException if no group can have the name
	 */
	public PipeClientBuilder group(@Nullable String group) {
		this.group = (group != null) ? Membership.checked("group", group) : null;
		return this;
	}

	/**
	 * Who this client is, which no other process may be. By default the host's name and 8
	 * random digits.
	 * @param member the name, 1 to 200 of letters, digits and {@code _-=@,.;:}
	 * @return this builder
	 * @throws IllegalArgumentException if no member can have the name
	 */
	public PipeClientBuilder member(String member) {
		this.member = Membership.checked("member", member);
		return this;
	}

	/**
	 * What the events of the group are divided by among its members, by default
	 * {@link PipeShard#SOCKET}. All members must have the same.
	 * @param shard what they are divided by
	 * @return this builder
	 */
	public PipeClientBuilder shard(PipeShard shard) {
		this.shard = shard;
		return this;
	}

	/**
	 * How many deliveries the edge may send before they are acknowledged, by default
	 * 1000. If the edge allows fewer ({@code max-credit}, 10,000 by default), that many.
	 * @param deliveries the number, at least 1
	 * @return this builder
	 */
	public PipeClientBuilder prefetch(int deliveries) {
		this.prefetch = positive("prefetch", deliveries);
		return this;
	}

	/**
	 * Which events to be told of, by default all of the types that are subscribed to; see
	 * {@link PipeClient#filter(PipeFilter)}.
	 * @param filter the filter
	 * @return this builder
	 */
	public PipeClientBuilder filter(PipeFilter filter) {
		this.filter = filter;
		return this;
	}

	/**
	 * Whether to be told what is there, by default not: a
	 * {@link io.pusherpipe.protocol.pipe.PipeNotification.Snapshot} of the open sockets
	 * and of the occupied channels comes with each slot of the group that comes to this
	 * client, in the order of the slot's events (Pipe protocol 1.0, snapshots).
	 * {@link PipeClient#receive()} gives it.
	 * @param snapshot whether to
	 * @return this builder
	 */
	public PipeClientBuilder snapshot(boolean snapshot) {
		this.snapshot = snapshot;
		return this;
	}

	/**
	 * Where the edge is.
	 * @param url a URL such as {@code ws://localhost:6001} or
	 * {@code wss://edge.example.com}, to which the application's path is appended
	 * @return this builder
	 */
	public PipeClientBuilder url(URI url) {
		this.url = url;
		return this;
	}

	/**
	 * Which application to connect as.
	 * @param appId the application's id
	 * @return this builder
	 */
	public PipeClientBuilder appId(String appId) {
		this.appId = appId;
		return this;
	}

	/**
	 * The application's key.
	 * @param key the key
	 * @return this builder
	 */
	public PipeClientBuilder key(String key) {
		this.key = key;
		return this;
	}

	/**
	 * The application's secret.
	 * @param secret the secret
	 * @return this builder
	 */
	public PipeClientBuilder secret(String secret) {
		this.secret = secret;
		return this;
	}

	/**
	 * Where the edge is and which application to connect as, asked for before every
	 * attempt to connect. Takes the place of URL, id, key and secret.
	 * @param endpoint gives the endpoint, without blocking; if it throws, the attempt has
	 * failed
	 * @return this builder
	 */
	public PipeClientBuilder endpoint(Supplier<PipeEndpoint> endpoint) {
		this.endpoint = endpoint;
		return this;
	}

	/**
	 * What converts data to and from JSON, by default {@link JsonMapper#shared()}.
	 * @param jsonMapper the mapper
	 * @return this builder
	 */
	public PipeClientBuilder jsonMapper(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
		return this;
	}

	/**
	 * Adjust Reactor Netty's client (proxy, event loops, DNS, metrics), before every
	 * attempt to connect and after earlier adjustments.
	 * @param customizer takes the client and gives the one to use
	 * @return this builder
	 */
	public PipeClientBuilder httpClient(UnaryOperator<HttpClient> customizer) {
		UnaryOperator<HttpClient> before = this.httpClient;
		this.httpClient = (client) -> customizer.apply(before.apply(client));
		return this;
	}

	/**
	 * What {@code wss} URLs are connected to with, by default the platform's trust store.
	 * @param sslContext a context for clients
	 * @return this builder
	 */
	public PipeClientBuilder sslContext(SslContext sslContext) {
		return httpClient((client) -> client.secure((spec) -> spec.sslContext(sslContext)));
	}

	/**
	 * What keeps the time, by default {@link Schedulers#parallel()}.
	 * @param scheduler a scheduler, which is not disposed of by the client
	 * @return this builder
	 */
	public PipeClientBuilder scheduler(Scheduler scheduler) {
		this.scheduler = scheduler;
		return this;
	}

	/**
	 * How long an attempt to connect may take until the edge has confirmed the
	 * subscriptions, by default 10 seconds.
	 * @param timeout the time
	 * @return this builder
	 */
	public PipeClientBuilder connectTimeout(Duration timeout) {
		this.connectTimeout = positive("connectTimeout", timeout);
		return this;
	}

	/**
	 * How a connection is tried again.
	 * @param reconnect the values
	 * @return this builder
	 */
	public PipeClientBuilder reconnect(PipeReconnect reconnect) {
		this.reconnect = reconnect;
		return this;
	}

	/**
	 * How a dead connection is found: if nothing has arrived for an interval, a WebSocket
	 * ping is sent, and if still nothing arrives until the timeout, the connection is
	 * given up. Anything that arrives counts. With protocol 1.0 the edge says how often
	 * to ping it, and this is not used.
	 * @param interval the interval, by default 30 seconds
	 * @param timeout the timeout after the ping, by default 10 seconds
	 * @return this builder
	 */
	public PipeClientBuilder heartbeat(Duration interval, Duration timeout) {
		this.heartbeatInterval = positive("heartbeat interval", interval);
		this.heartbeatTimeout = positive("heartbeat timeout", timeout);
		return this;
	}

	/**
	 * How long to wait for the reply to a request after it has been sent, by default 5
	 * seconds.
	 * @param timeout the time
	 * @return this builder
	 */
	public PipeClientBuilder replyTimeout(Duration timeout) {
		this.replyTimeout = positive("replyTimeout", timeout);
		return this;
	}

	/**
	 * The largest message in either direction, by default 1 MiB, which is also what the
	 * edge allows by default. A larger one from the edge ends the connection, a larger
	 * one to the edge fails with {@link PipeLimitException}.
	 * @param bytes the size in bytes
	 * @return this builder
	 */
	public PipeClientBuilder maxMessageSize(int bytes) {
		this.maxMessageSize = positive("maxMessageSize", bytes);
		return this;
	}

	/**
	 * How much {@link PipeClient#receive()} holds of what is not acknowledged, by default
	 * 64 MiB, which is enough for all that an edge queues for a Pipe by default. Only an
	 * eighth of it is used while no reply is awaited. A delivery counts with the size of
	 * its message and 128 bytes. Protocol 0.2 only; see {@link #prefetch(int)}.
	 * @param bytes the size in bytes
	 * @return this builder
	 */
	public PipeClientBuilder receiveBuffer(int bytes) {
		this.receiveBuffer = positive("receiveBuffer", bytes);
		return this;
	}

	/**
	 * How many events each subscriber of a hot Flux may fall behind, by default 4096.
	 * @param events the number of events
	 * @return this builder
	 */
	public PipeClientBuilder subscriberBuffer(int events) {
		this.subscriberBuffer = positive("subscriberBuffer", events);
		return this;
	}

	/**
	 * How much waits to be sent, because the edge takes it too slowly or, with
	 * {@link WhenDisconnected#WAIT}, because there is no connection; by default 16 MiB. A
	 * request counts with the size of its message and 128 bytes, and from when it is sent
	 * until it is replied to with 128 bytes, unless it may be sent again. Beyond that
	 * triggers fail with {@link PipeLimitException}.
	 * @param bytes the size in bytes
	 * @return this builder
	 */
	public PipeClientBuilder outboundBuffer(int bytes) {
		this.outboundBuffer = positive("outboundBuffer", bytes);
		return this;
	}

	/**
	 * What becomes of triggers while the connection is interrupted, by default
	 * {@link WhenDisconnected#FAIL}.
	 * @param whenDisconnected what becomes of them
	 * @return this builder
	 */
	public PipeClientBuilder whenDisconnected(WhenDisconnected whenDisconnected) {
		this.whenDisconnected = whenDisconnected;
		return this;
	}

	/**
	 * Whether to log every message in both directions at level INFO rather than DEBUG
	 * (logger {@code io.pusherpipe.client.wire}), by default not.
	 * @param debug whether to
	 * @return this builder
	 */
	public PipeClientBuilder debug(boolean debug) {
		this.debug = debug;
		return this;
	}

	/**
	 * Build the client, which does not connect yet.
	 * @return the client
	 * @throws IllegalArgumentException if the endpoint is not complete, or not valid
	 */
	public PipeClient build() {
		Membership membership = new Membership(this.group,
				(this.member != null) ? this.member : Membership.uniqueMember(), this.shard, this.prefetch,
				this.snapshot);
		return new DefaultPipeClient(new Options(this.protocol, membership, this.filter, endpoint(), this.jsonMapper,
				this.httpClient, this.scheduler, this.connectTimeout, this.reconnect, this.heartbeatInterval,
				this.heartbeatTimeout, this.replyTimeout, this.maxMessageSize, this.receiveBuffer,
				this.subscriberBuffer, this.outboundBuffer, this.whenDisconnected, this.debug));
	}

	private Supplier<PipeEndpoint> endpoint() {
		if (this.endpoint != null) {
			return this.endpoint;
		}
		PipeEndpoint fixed = PipeEndpoint.of(required("url", this.url), required("appId", this.appId),
				required("key", this.key), required("secret", this.secret));
		return () -> fixed;
	}

	private static <T> T required(String name, @Nullable T value) {
		if (value == null) {
			throw new IllegalArgumentException(name + " is missing");
		}
		return value;
	}

	private static Duration positive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(name + " must be positive");
		}
		return value;
	}

	private static int positive(String name, int value) {
		if (value <= 0) {
			throw new IllegalArgumentException(name + " must be positive");
		}
		return value;
	}

}
