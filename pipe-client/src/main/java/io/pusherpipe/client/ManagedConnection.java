/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Keeps one connection to the edge for as long as it is wanted. Whatever happens, in
 * whichever thread, becomes a task, and the tasks run one after the other.
 */
final class ManagedConnection implements PipeSession.Listener {

	private static final String DISCONNECTED = "disconnect() was called";

	private final SerialExecutor serial = new SerialExecutor();

	private final ConnectionLog log = new ConnectionLog();

	private final Options options;

	private final PipeConnector connector;

	private final Dispatcher dispatcher;

	private final Deliveries deliveries;

	private final MemberDeliveries memberDeliveries;

	private final Outbound outbound;

	private final Requests requests;

	private final WireLog wireLog;

	private final Backoff backoff;

	private final Counters counters;

	private final States states;

	// Ends an attempt that takes too long, begins the next one, or tells that the
	// connection is stable: never two of them at a time.
	private final Disposable.Swap timer = Disposables.swap();

	private final Callers connecting = new Callers();

	private final Callers disconnecting = new Callers();

	private final Callers leaving = new Callers();

	private final Wishes wishes;

	private boolean wanted;

	// The edge has known the group, so that it may have forgotten it.
	private boolean known;

	private Joined joined = Joined.NOTHING;

	// The connection was given up only to make another one.
	private boolean replacing;

	private int attempt;

	private Instant disconnectedSince;

	private String edge = "";

	// What the session began with, or changed to.
	private PipeSubscription membership;

	private Set<PipeEventType> requested = Set.of();

	private volatile @Nullable PipeSession session;

	ManagedConnection(Options options, Dispatcher dispatcher, Deliveries deliveries, MemberDeliveries memberDeliveries,
			Outbound outbound, Requests requests, Backoff backoff, Counters counters) {
		this.options = options;
		this.connector = new PipeConnector(options);
		this.dispatcher = dispatcher;
		this.deliveries = deliveries;
		this.memberDeliveries = memberDeliveries;
		this.wishes = new Wishes(options.membership(), options.filter());
		this.outbound = outbound;
		this.requests = requests;
		this.wireLog = new WireLog(options.debug());
		this.backoff = backoff;
		this.counters = counters;
		this.disconnectedSince = now();
		this.membership = this.wishes.subscription();
		this.states = new States(this.serial, new PipeState.Disconnected(this.disconnectedSince));
	}

	Mono<Void> connect() {
		return Mono.create((caller) -> this.serial.execute(() -> connect(caller)));
	}

	Mono<Void> disconnect() {
		return Mono.create((caller) -> this.serial.execute(() -> disconnect(caller)));
	}

	PipeState state() {
		return this.states.current();
	}

	Flux<PipeState> states() {
		return this.states.flux();
	}

	Set<PipeEventType> subscriptions() {
		return this.wishes.eventTypes();
	}

	PipeFilter filter() {
		return this.wishes.filter();
	}

	int unacknowledged() {
		PipeSession session = this.session;
		return (session != null) ? session.unacknowledged() : 0;
	}

	Mono<Void> subscribe(Set<PipeEventType> types) {
		return request((caller) -> {
			this.wishes.add(types);
			tell(caller, new PipeRequest.Subscribe(Wishes.names(types)), "subscribe to " + types);
		});
	}

	Mono<Void> unsubscribe(Set<PipeEventType> types) {
		return request((caller) -> {
			this.wishes.remove(types);
			tell(caller, new PipeRequest.Unsubscribe(Wishes.names(types)), "unsubscribe from " + types);
		});
	}

	Mono<Void> filter(PipeFilter filter) {
		return request((caller) -> {
			this.wishes.filter(filter);
			if (isLegacy() || subscriptions().isEmpty()) {
				caller.success();
			}
			else {
				tellMembership(caller, "change the filter");
			}
		});
	}

	Mono<Void> decide(PipeDecider decider) {
		return request((caller) -> {
			this.wishes.decider(decider);
			if (isLegacy()) {
				caller.success();
			}
			else {
				tellMembership(caller, "offer to decide");
			}
		});
	}

	Mono<Void> leave() {
		return Mono.create((caller) -> this.serial.execute(() -> leave(caller)));
	}

	// What is done serially, and has a result that nobody wants to know.
	private Mono<Void> request(Consumer<MonoSink<RawJson>> request) {
		return Mono.<RawJson>create((caller) -> this.serial.execute(() -> request.accept(caller))).then();
	}

	/**
	 * Read on, if reading has been paused and there is room again.
	 */
	void resume() {
		PipeSession session = this.session;
		if (session != null) {
			session.resume();
		}
	}

	@Override
	public void established(PipeSession session, String socketId, Joined joined) {
		this.serial.execute(() -> {
			if (session == this.session && this.wanted) {
				connected(session, socketId, joined);
			}
		});
	}

	@Override
	public void ended(PipeSession session, PipeConnectionException reason) {
		this.serial.execute(() -> {
			if (session == this.session) {
				this.session = null;
				disconnected(reason);
			}
		});
	}

	private void connect(MonoSink<Void> caller) {
		boolean returning = this.wishes.hasLeft();
		this.wishes.comeBack();
		if (this.wanted && state().isConnected() && !returning && this.connecting.isEmpty()) {
			caller.success();
			return;
		}
		this.connecting.add(caller);
		caller.onCancel(() -> this.serial.execute(() -> this.connecting.remove(caller)));
		if (!this.wanted) {
			this.wanted = true;
			// A session that is still being closed makes way for the attempt by ending.
			if (this.session == null) {
				begin();
			}
		}
		else if (returning) {
			replace();
		}
	}

	private void begin() {
		this.attempt = 0;
		this.backoff.reset();
		this.disconnectedSince = now();
		this.outbound.interrupt("not connected yet", null);
		attempt();
	}

	private void disconnect(MonoSink<Void> caller) {
		this.wanted = false;
		this.wishes.comeBack();
		this.known = false;
		this.timer.update(Disposables.disposed());
		this.connecting.fail(new PipeNotConnectedException(DISCONNECTED, null));
		PipeSession session = this.session;
		if (session != null) {
			this.disconnecting.add(caller);
			session.close(new PipeConnectionException(DISCONNECTED, null), () -> this.outbound.finish(DISCONNECTED));
			return;
		}
		if (!(state() instanceof PipeState.Disconnected)) {
			this.outbound.close(DISCONNECTED, null);
			enter(new PipeState.Disconnected(this.disconnectedSince));
		}
		caller.success();
	}

	private void attempt() {
		this.attempt++;
		PipeEndpoint endpoint;
		try {
			endpoint = this.options.endpoint().get();
		}
		catch (RuntimeException ex) {
			enter(new PipeState.Connecting(this.disconnectedSince, this.attempt));
			disconnected(new PipeConnectionException("Cannot tell where the edge is: " + ex.getMessage(), ex));
			return;
		}
		this.edge = PipeConnector.describe(endpoint);
		this.requested = subscriptions();
		this.membership = this.wishes.subscription();
		PipeSession session = new PipeSession(this.options, this.dispatcher, this.outbound, this.wireLog,
				this::conversation, this);
		this.session = session;
		Duration timeout = this.options.connectTimeout();
		schedule(timeout, () -> session.abort(new PipeConnectionException("Cannot connect to " + this.edge
				+ ": the edge has not greeted within connectTimeout, " + timeout.toMillis() + " ms", null)));
		enter(new PipeState.Connecting(this.disconnectedSince, this.attempt));
		session.start(this.connector, endpoint);
	}

	private Conversation conversation(PipeSession session) {
		return isLegacy()
				? new LegacyConversation(session, this.options, this.dispatcher, this.deliveries, subscriptions(),
						this.requests.nextId())
				: new MemberConversation(session, this.options, this.dispatcher, this.memberDeliveries, this.membership,
						this.wishes::decider);
	}

	private boolean isLegacy() {
		return this.options.protocol() == PipeProtocol.V0_2;
	}

	private void connected(PipeSession session, String socketId, Joined joined) {
		session.transmit();
		schedule(this.options.reconnect().stableAfter(), () -> this.serial.execute(() -> {
			if (session == this.session) {
				this.attempt = 0;
				this.backoff.reset();
			}
		}));
		this.counters.connected();
		enter(new PipeState.Connected(now(), socketId));
		boolean member = !this.membership.eventTypes().isEmpty();
		if (member && this.known && joined.isForgottenSince(this.joined)) {
			this.dispatcher.gap(new PipeGap(PipeGap.Reason.FORGOTTEN, 0));
		}
		this.known = member;
		this.joined = joined;
		boolean complete = catchUp(session);
		session.open();
		if (complete) {
			this.connecting.succeed();
		}
	}

	// What was subscribed and unsubscribed while the session was on its way. Returns
	// whether the connection is already what whoever connects has asked for.
	private boolean catchUp(PipeSession session) {
		if (this.wishes.hasLeft()) {
			leave(session);
			return true;
		}
		this.leaving.succeed();
		if (isLegacy()) {
			Set<PipeEventType> added = difference(subscriptions(), this.requested);
			Set<PipeEventType> removed = difference(this.requested, subscriptions());
			if (!added.isEmpty()) {
				subscribe(added).subscribe(null, this::report);
			}
			if (!removed.isEmpty()) {
				unsubscribe(removed).subscribe(null, this::report);
			}
			return true;
		}
		if (this.wishes.subscription().equals(this.membership)) {
			return true;
		}
		Mono.<RawJson>create((caller) -> tellMembership(caller, "subscribe to " + subscriptions()))
			.subscribe(null, (ex) -> notJoined(session, ex), () -> this.serial.execute(() -> joined(session)));
		return false;
	}

	private void joined(PipeSession session) {
		if (session == this.session) {
			this.connecting.succeed();
		}
	}

	// If the connection was lost, the next one is waited for.
	private void notJoined(PipeSession session, Throwable ex) {
		report(ex);
		this.serial.execute(() -> {
			if (session == this.session && state().isConnected()) {
				this.connecting.fail(ex);
			}
		});
	}

	private static Set<PipeEventType> difference(Set<PipeEventType> all, Set<PipeEventType> without) {
		Set<PipeEventType> difference = EnumSet.noneOf(PipeEventType.class);
		difference.addAll(all);
		difference.removeAll(without);
		return difference;
	}

	private void report(Throwable ex) {
		if (ex instanceof PipeException error) {
			this.dispatcher.error(error);
		}
	}

	private void disconnected(PipeConnectionException reason) {
		this.timer.update(Disposables.disposed());
		boolean wasConnected = state().isConnected();
		boolean replacing = this.replacing;
		this.replacing = false;
		this.leaving.succeed();
		if (wasConnected) {
			this.disconnectedSince = now();
		}
		if (!this.disconnecting.isEmpty()) {
			this.outbound.close(DISCONNECTED, null);
			enter(new PipeState.Disconnected(this.disconnectedSince));
			this.disconnecting.succeed();
			if (this.wanted) {
				begin();
			}
			return;
		}
		if (replacing) {
			retry(reason, Duration.ZERO);
			return;
		}
		this.counters.failed(wasConnected, reason);
		this.dispatcher.error(reason);
		if (reason.isPermanent() || this.attempt >= this.options.reconnect().maxAttempts()) {
			fail(reason);
		}
		else {
			retry(reason, (wasConnected && isBrief(reason)) ? Duration.ZERO : this.backoff.next());
		}
	}

	private void fail(PipeConnectionException reason) {
		this.wanted = false;
		this.outbound.close(String.valueOf(reason.getMessage()), reason);
		enter(new PipeState.Failed(this.disconnectedSince, reason));
		this.connecting.fail(reason);
	}

	// The edge is probably fine, and these can only come after a while.
	private static boolean isBrief(PipeConnectionException reason) {
		Integer code = reason.closeCode();
		return reason instanceof PipeLeaseException || (code != null
				&& (code == CloseCode.PONG_TIMEOUT.code() || code == CloseCode.NOT_ACKNOWLEDGED.code()));
	}

	private void retry(PipeConnectionException reason, Duration delay) {
		this.outbound.interrupt(String.valueOf(reason.getMessage()), reason);
		schedule(delay, () -> this.serial.execute(() -> {
			if (this.wanted && this.session == null) {
				attempt();
			}
		}));
		enter(new PipeState.Reconnecting(this.disconnectedSince, this.attempt + 1, delay, reason));
	}

	private void leave(MonoSink<Void> caller) {
		this.wishes.leave();
		this.known = false;
		PipeSession session = this.session;
		if (session == null || isLegacy()) {
			caller.success();
			return;
		}
		this.leaving.add(caller);
		if (state().isConnected()) {
			leave(session);
		}
	}

	private void leave(PipeSession session) {
		session.leave().subscribe(null, null, () -> this.serial.execute(() -> {
			if (session == this.session) {
				this.leaving.succeed();
			}
		}));
	}

	private void tell(MonoSink<RawJson> caller, PipeRequest.Command command, String description) {
		if (!isLegacy()) {
			tellMembership(caller, description);
		}
		else if (state().isConnected() && this.wanted) {
			this.requests.send(command, description, caller);
		}
		else {
			caller.success();
		}
	}

	private void tellMembership(MonoSink<RawJson> caller, String description) {
		PipeSession session = this.session;
		if (session == null || !state().isConnected() || !this.wanted || this.wishes.hasLeft()) {
			caller.success();
			return;
		}
		PipeSubscription before = this.membership;
		PipeSubscription now = this.wishes.subscription();
		if (now.eventTypes().isEmpty() && !before.eventTypes().isEmpty()) {
			leave().subscribe(null, null, caller::success);
		}
		else if (session.hasLeft() || !Objects.equals(before.group(), now.group())) {
			Mono.<Void>create(this.connecting::add).subscribe(null, caller::error, caller::success);
			replace();
		}
		else {
			this.membership = now;
			this.known = !now.eventTypes().isEmpty();
			this.requests.send(new PipeRequest.Join(session.fitted(now)), description, caller);
		}
	}

	// A connection has one membership in its life.
	private void replace() {
		PipeSession session = this.session;
		if (session != null && state().isConnected()) {
			this.replacing = true;
			session.abort(new PipeConnectionException("The client comes back to subscribe anew", null));
		}
	}

	private void enter(PipeState state) {
		this.log.changed(state, this.edge, now());
		this.states.enter(state);
	}

	private void schedule(Duration delay, Runnable task) {
		this.timer.update(this.options.scheduler().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS));
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.options.scheduler().now(TimeUnit.MILLISECONDS));
	}

}
