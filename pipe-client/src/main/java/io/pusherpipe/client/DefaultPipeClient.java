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

import io.pusherpipe.client.Dispatcher.Kind;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts the client together, and is its surface.
 */
final class DefaultPipeClient implements PipeClient {

	private static final int REQUESTS_PER_MILLISECOND = 1000;

	private static final int MAX_CHANNELS = 100;

	private final PipeClientSockets sockets = new Sockets();

	private final PipeClientChannels channels = new Channels();

	private final PipeProtocol protocol;

	private final Deliveries deliveries;

	private final MemberDeliveries memberDeliveries = new MemberDeliveries();

	private final Dispatcher dispatcher;

	private final Counters counters = new Counters();

	private final Outbound outbound;

	private final Membership membership;

	private final Requests requests;

	private final Queries queries;

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
		return new Socket(socketId);
	}

	@Override
	public PipeClientChannels channels() {
		return this.channels;
	}

	@Override
	public PipeClientChannel channel(String name) {
		return new Channel(name, null);
	}

	@Override
	public PipeClientChannelSelection channels(String... names) {
		if (names.length == 0 || names.length > MAX_CHANNELS) {
			throw new IllegalArgumentException("name 1 to " + MAX_CHANNELS + " channels");
		}
		return new Selection(List.of(names), null);
	}

	@Override
	public PipeClientUser user(String userId) {
		return new User(userId);
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

	private final class Sockets implements PipeClientSockets {

		@Override
		public Flux<String> opened() {
			return DefaultPipeClient.this.dispatcher.existence(Kind.SOCKET_OPENED);
		}

		@Override
		public Flux<String> closed() {
			return DefaultPipeClient.this.dispatcher.existence(Kind.SOCKET_CLOSED);
		}

		@Override
		public Flux<String> list() {
			return DefaultPipeClient.this.queries.sockets(null);
		}

		@Override
		public Flux<PipeEvent> events() {
			return DefaultPipeClient.this.dispatcher.events(Kind.SOCKET_EVENT, null, null);
		}

		@Override
		public Flux<PipeEvent> events(String event) {
			return DefaultPipeClient.this.dispatcher.events(Kind.SOCKET_EVENT, null, event);
		}

	}

	private final class Socket implements PipeClientSocket {

		private final String id;

		Socket(String id) {
			this.id = id;
		}

		@Override
		public String id() {
			return this.id;
		}

		@Override
		public Flux<PipeEvent> events() {
			return DefaultPipeClient.this.dispatcher.events(Kind.SOCKET_EVENT, this.id, null);
		}

		@Override
		public Flux<PipeEvent> events(String event) {
			return DefaultPipeClient.this.dispatcher.events(Kind.SOCKET_EVENT, this.id, event);
		}

		@Override
		public Mono<PipeSocketInfo> info() {
			return DefaultPipeClient.this.queries.socket(this.id);
		}

		@Override
		public Mono<Void> close() {
			return close(CloseCode.UNAUTHORIZED.code(), "Closed by the application");
		}

		@Override
		public Mono<Void> close(int code, String reason) {
			return DefaultPipeClient.this.requests.closeSocket(this.id, code, reason);
		}

		@Override
		public Mono<Void> subscribe(String channel) {
			return DefaultPipeClient.this.requests.subscribeSocket(this.id, channel, () -> null);
		}

		@Override
		public Mono<Void> subscribe(String channel, @Nullable Object channelData) {
			Requests requests = DefaultPipeClient.this.requests;
			return requests.subscribeSocket(this.id, channel,
					() -> (channelData != null) ? requests.json(channelData) : null);
		}

		@Override
		public Mono<Void> unsubscribe(String channel) {
			return DefaultPipeClient.this.requests.unsubscribeSocket(this.id, channel);
		}

		@Override
		public Mono<Void> reply(String request, @Nullable Object result) {
			Requests requests = DefaultPipeClient.this.requests;
			return requests.reply(this.id, request, () -> requests.json(result));
		}

		@Override
		public Mono<Void> replyError(String request, int code, String message) {
			return DefaultPipeClient.this.requests.replyError(this.id, request, new PipeError(code, message));
		}

		@Override
		public Mono<Void> closed() {
			return DefaultPipeClient.this.dispatcher.closed(this.id);
		}

		@Override
		public Mono<Void> trigger(String event) {
			return DefaultPipeClient.this.requests.triggerOnSocket(this.id, event, () -> null);
		}

		@Override
		public Mono<Void> trigger(String event, @Nullable Object data) {
			Requests requests = DefaultPipeClient.this.requests;
			return requests.triggerOnSocket(this.id, event, () -> requests.json(data));
		}

	}

	private final class Channels implements PipeClientChannels {

		@Override
		public Flux<PipeChannelInfo> list() {
			return DefaultPipeClient.this.queries.channels(null);
		}

		@Override
		public Flux<PipeChannelInfo> list(String prefix) {
			return DefaultPipeClient.this.queries.channels(prefix);
		}

		@Override
		public Flux<PipeEvent> events() {
			return DefaultPipeClient.this.dispatcher.events(Kind.CHANNEL_EVENT, null, null);
		}

		@Override
		public Flux<PipeEvent> events(String event) {
			return DefaultPipeClient.this.dispatcher.events(Kind.CHANNEL_EVENT, null, event);
		}

		@Override
		public Flux<String> occupied() {
			return DefaultPipeClient.this.dispatcher.existence(Kind.CHANNEL_OCCUPIED);
		}

		@Override
		public Flux<String> vacated() {
			return DefaultPipeClient.this.dispatcher.existence(Kind.CHANNEL_VACATED);
		}

		@Override
		public Flux<PipeMember> memberAdded() {
			return DefaultPipeClient.this.dispatcher.members(Kind.MEMBER_ADDED);
		}

		@Override
		public Flux<PipeMember> memberRemoved() {
			return DefaultPipeClient.this.dispatcher.members(Kind.MEMBER_REMOVED);
		}

	}

	private final class Channel implements PipeClientChannel {

		private final String name;

		private final @Nullable String exceptSocketId;

		Channel(String name, @Nullable String exceptSocketId) {
			this.name = name;
			this.exceptSocketId = exceptSocketId;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public Flux<PipeEvent> events() {
			return DefaultPipeClient.this.dispatcher.events(Kind.CHANNEL_EVENT, this.name, null);
		}

		@Override
		public Flux<PipeEvent> events(String event) {
			return DefaultPipeClient.this.dispatcher.events(Kind.CHANNEL_EVENT, this.name, event);
		}

		@Override
		public Mono<PipeChannelInfo> info() {
			return DefaultPipeClient.this.queries.channel(this.name);
		}

		@Override
		public Flux<PipeChannelUser> users() {
			return DefaultPipeClient.this.queries.users(this.name);
		}

		@Override
		public Flux<String> sockets() {
			return DefaultPipeClient.this.queries.sockets(this.name);
		}

		@Override
		public PipeClientChannel except(String socketId) {
			return new Channel(this.name, socketId);
		}

		@Override
		public Mono<Void> trigger(String event) {
			return DefaultPipeClient.this.requests.triggerOnChannel(this.name, this.exceptSocketId, event, () -> null);
		}

		@Override
		public Mono<Void> trigger(String event, @Nullable Object data) {
			Requests requests = DefaultPipeClient.this.requests;
			return requests.triggerOnChannel(this.name, this.exceptSocketId, event, () -> requests.json(data));
		}

	}

	private final class Selection implements PipeClientChannelSelection {

		private final List<String> names;

		private final @Nullable String exceptSocketId;

		Selection(List<String> names, @Nullable String exceptSocketId) {
			this.names = names;
			this.exceptSocketId = exceptSocketId;
		}

		@Override
		public List<String> names() {
			return this.names;
		}

		@Override
		public PipeClientChannelSelection except(String socketId) {
			return new Selection(this.names, socketId);
		}

		@Override
		public Mono<Void> trigger(String event) {
			return DefaultPipeClient.this.requests.triggerOnChannels(this.names, this.exceptSocketId, event,
					() -> null);
		}

		@Override
		public Mono<Void> trigger(String event, @Nullable Object data) {
			Requests requests = DefaultPipeClient.this.requests;
			return requests.triggerOnChannels(this.names, this.exceptSocketId, event, () -> requests.json(data));
		}

	}

	private final class User implements PipeClientUser {

		private final String id;

		User(String id) {
			this.id = id;
		}

		@Override
		public String id() {
			return this.id;
		}

		@Override
		public Mono<Void> trigger(String event) {
			return DefaultPipeClient.this.requests.triggerOnUser(this.id, event, () -> null);
		}

		@Override
		public Mono<Void> trigger(String event, @Nullable Object data) {
			Requests requests = DefaultPipeClient.this.requests;
			return requests.triggerOnUser(this.id, event, () -> requests.json(data));
		}

		@Override
		public Mono<Void> terminate() {
			return DefaultPipeClient.this.requests.terminateUser(this.id);
		}

	}

}
