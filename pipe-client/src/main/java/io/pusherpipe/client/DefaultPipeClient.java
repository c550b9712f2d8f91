/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts the client together, and is its surface: what concerns sockets, channels and users
 * is in classes of their own.
 */
final class DefaultPipeClient implements PipeClient {

	private static final int REQUESTS_PER_MILLISECOND = 1000;

	private static final int MAX_CHANNELS = 100;

	private final PipeClientSockets sockets;

	private final PipeClientChannels channels;

	private final PipeProtocol protocol;

	private final Deliveries deliveries;

	private final MemberDeliveries memberDeliveries = new MemberDeliveries();

	private final Dispatcher dispatcher;

	private final Counters counters = new Counters();

	private final Outbound outbound;

	private final Membership membership;

	private final Requests requests;

	private final Queries queries;

	private final ClientCore core;

	private final ManagedConnection connection;

	DefaultPipeClient(Options options) {
		this.protocol = options.protocol();
		this.membership = options.membership();
		// Greater than what any earlier process under the same member name has used,
		// which
		// the edge may remember.
		long sequence = options.scheduler().now(TimeUnit.MILLISECONDS) * REQUESTS_PER_MILLISECOND;
		this.outbound = new Outbound(options.whenDisconnected(), options.outboundBuffer(), sequence);
		this.deliveries = new Deliveries(options.receiveBuffer(), this::resume);
		this.dispatcher = new Dispatcher(options.jsonMapper(), options.subscriberBuffer(), options.scheduler(),
				this.counters);
		this.requests = new Requests(this.protocol, options.jsonMapper(), this.outbound, options.maxMessageSize(),
				this.counters);
		this.queries = new Queries(this.requests);
		this.core = new ClientCore(this.dispatcher, this.requests, this.queries);
		this.sockets = new DefaultPipeClientSockets(this.core);
		this.channels = new DefaultPipeClientChannels(this.core);
		this.connection = new ManagedConnection(options, this.dispatcher, this.deliveries, this.memberDeliveries,
				this.outbound, this.requests,
				new Backoff(options.reconnect(), () -> ThreadLocalRandom.current().nextDouble()), this.counters);
	}

	@Override
	public Mono<Void> connect() {
		return this.connection.connect();
	}

	@Override
	public Mono<Void> disconnect() {
		return this.connection.disconnect();
	}

	@Override
	public PipeState state() {
		return this.connection.state();
	}

	@Override
	public Flux<PipeState> states() {
		return this.dispatcher.buffered(this.connection.states());
	}

	@Override
	public @Nullable String socketId() {
		return (state() instanceof PipeState.Connected connected) ? connected.socketId() : null;
	}

	@Override
	public Mono<Void> subscribe(PipeEventType... types) {
		return this.connection.subscribe(set(types));
	}

	@Override
	public Mono<Void> unsubscribe(PipeEventType... types) {
		return this.connection.unsubscribe(set(types));
	}

	@Override
	public Mono<Void> filter(PipeFilter filter) {
		return this.connection.filter(filter);
	}

	@Override
	public PipeFilter filter() {
		return this.connection.filter();
	}

	@Override
	public @Nullable String group() {
		return this.membership.group();
	}

	@Override
	public String member() {
		return this.membership.member();
	}

	@Override
	public PipeClientStatistics statistics() {
		return this.counters.statistics(this.connection.unacknowledged(), this.outbound.bytes());
	}

	@Override
	public Mono<Void> decide(PipeDecider decider) {
		return this.connection.decide(decider);
	}

	@Override
	public Mono<Void> snapshot() {
		return this.requests.snapshot();
	}

	@Override
	public Mono<PipeInfo> info() {
		return this.queries.info();
	}

	@Override
	public Mono<Void> leave() {
		return this.connection.leave();
	}

	@Override
	public Set<PipeEventType> subscriptions() {
		return this.connection.subscriptions();
	}

	@Override
	public PipeClientSockets sockets() {
		return this.sockets;
	}

	@Override
	public PipeClientSocket socket(String socketId) {
		return new DefaultPipeClientSocket(this.core, socketId);
	}

	@Override
	public PipeClientChannels channels() {
		return this.channels;
	}

	@Override
	public PipeClientChannel channel(String name) {
		return new DefaultPipeClientChannel(this.core, name, null);
	}

	@Override
	public PipeClientChannelSelection channels(String... names) {
		if (names.length == 0 || names.length > MAX_CHANNELS) {
			throw new IllegalArgumentException("name 1 to " + MAX_CHANNELS + " channels");
		}
		return new DefaultPipeClientChannelSelection(this.core, List.of(names), null);
	}

	@Override
	public PipeClientUser user(String userId) {
		return new DefaultPipeClientUser(this.core, userId);
	}

	@Override
	public Flux<PipeDelivery> receive() {
		return (this.protocol == PipeProtocol.V0_2) ? this.deliveries.flux() : this.memberDeliveries.flux();
	}

	@Override
	public Flux<PipeException> errors() {
		return this.dispatcher.errors();
	}

	@Override
	public Flux<PipeGap> gaps() {
		return this.dispatcher.gaps();
	}

	private void resume() {
		this.connection.resume();
	}

	private static Set<PipeEventType> set(PipeEventType... types) {
		if (types.length == 0) {
			throw new IllegalArgumentException("name at least one type");
		}
		return EnumSet.copyOf(Arrays.asList(types));
	}

}
