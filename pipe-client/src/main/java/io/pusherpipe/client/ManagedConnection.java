/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.pusherpipe.protocol.pipe.PipeCodec;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeRequest;
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

	private final PipeCodec codec;

	private final PipeConnector connector;

	private final Dispatcher dispatcher;

	private final Deliveries deliveries;

	private final Outbound outbound;

	private final Requests requests;

	private final WireLog wireLog;

	private final Backoff backoff;

	private final States states;

	// Ends an attempt that takes too long, begins the next one, or tells that the
	// connection is stable: never two of them at a time.
	private final Disposable.Swap timer = Disposables.swap();

	private final Set<MonoSink<Void>> connecting = new LinkedHashSet<>();

	private final List<MonoSink<Void>> disconnecting = new ArrayList<>();

	private boolean wanted;

	private int attempt;

	private Instant disconnectedSince;

	private String edge = "";

	private volatile @Nullable PipeSession session;

	private volatile Set<PipeEventType> subscriptions = Set.of();

	ManagedConnection(Options options, PipeCodec codec, Dispatcher dispatcher, Deliveries deliveries, Outbound outbound,
			Requests requests, Backoff backoff) {
		this.options = options;
		this.codec = codec;
		this.connector = new PipeConnector(options, codec);
		this.dispatcher = dispatcher;
		this.deliveries = deliveries;
		this.outbound = outbound;
		this.requests = requests;
		this.wireLog = new WireLog(options.debug());
		this.backoff = backoff;
		this.disconnectedSince = now();
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
		return this.subscriptions;
	}

	Mono<Void> subscribe(Set<PipeEventType> types) {
		return Mono.create((caller) -> this.serial.execute(() -> {
			record((recorded) -> recorded.addAll(types));
			request(new PipeRequest.Subscribe(names(types)), "subscribe to " + types, caller);
		}));
	}

	Mono<Void> unsubscribe(Set<PipeEventType> types) {
		return Mono.create((caller) -> this.serial.execute(() -> {
			record((recorded) -> recorded.removeAll(types));
			request(new PipeRequest.Unsubscribe(names(types)), "unsubscribe from " + types, caller);
		}));
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
	public void established(PipeSession session, String socketId) {
		this.serial.execute(() -> {
			if (session == this.session && this.wanted) {
				connected(session, socketId);
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
		if (this.wanted && state().isConnected()) {
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
		this.timer.update(Disposables.disposed());
		tellConnecting((waiting) -> waiting.error(new PipeNotConnectedException(DISCONNECTED, null)));
		PipeSession session = this.session;
		if (session != null) {
			this.disconnecting.add(caller);
			this.outbound.finish(DISCONNECTED);
			session.close(new PipeConnectionException(DISCONNECTED, null));
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
		PipeSession session = new PipeSession(this.options, this.codec, this.dispatcher, this.deliveries, this.wireLog,
				this.subscriptions, this.requests.nextId(), this);
		this.session = session;
		Duration timeout = this.options.connectTimeout();
		schedule(timeout, () -> session.abort(new PipeConnectionException("Cannot connect to " + this.edge
				+ ": the edge has not greeted within connectTimeout, " + timeout.toMillis() + " ms", null)));
		enter(new PipeState.Connecting(this.disconnectedSince, this.attempt));
		session.start(this.connector, endpoint);
	}

	private void connected(PipeSession session, String socketId) {
		session.transmit(this.outbound.attach());
		schedule(this.options.reconnect().stableAfter(), () -> this.serial.execute(() -> {
			if (session == this.session) {
				this.attempt = 0;
				this.backoff.reset();
			}
		}));
		enter(new PipeState.Connected(now(), socketId));
		catchUp(session.eventTypes());
		session.open();
		tellConnecting(MonoSink::success);
	}

	// What was subscribed and unsubscribed while the session was on its way.
	private void catchUp(Set<PipeEventType> subscribed) {
		Set<PipeEventType> added = EnumSet.noneOf(PipeEventType.class);
		added.addAll(this.subscriptions);
		added.removeAll(subscribed);
		Set<PipeEventType> removed = EnumSet.noneOf(PipeEventType.class);
		removed.addAll(subscribed);
		removed.removeAll(this.subscriptions);
		if (!added.isEmpty()) {
			subscribe(added).subscribe(null, this::report);
		}
		if (!removed.isEmpty()) {
			unsubscribe(removed).subscribe(null, this::report);
		}
	}

	private void report(Throwable ex) {
		if (ex instanceof PipeException error) {
			this.dispatcher.error(error);
		}
	}

	private void disconnected(PipeConnectionException reason) {
		this.timer.update(Disposables.disposed());
		if (state().isConnected()) {
			this.disconnectedSince = now();
		}
		if (!this.disconnecting.isEmpty()) {
			this.outbound.close(DISCONNECTED, null);
			enter(new PipeState.Disconnected(this.disconnectedSince));
			List<MonoSink<Void>> callers = List.copyOf(this.disconnecting);
			this.disconnecting.clear();
			callers.forEach(MonoSink::success);
			if (this.wanted) {
				begin();
			}
			return;
		}
		this.dispatcher.error(reason);
		if (reason.isPermanent() || this.attempt >= this.options.reconnect().maxAttempts()) {
			fail(reason);
		}
		else {
			retry(reason);
		}
	}

	private void fail(PipeConnectionException reason) {
		this.wanted = false;
		this.outbound.close(String.valueOf(reason.getMessage()), reason);
		enter(new PipeState.Failed(this.disconnectedSince, reason));
		tellConnecting((waiting) -> waiting.error(reason));
	}

	private void retry(PipeConnectionException reason) {
		Duration delay = this.backoff.next();
		this.outbound.interrupt(String.valueOf(reason.getMessage()), reason);
		schedule(delay, () -> this.serial.execute(() -> {
			if (this.wanted && this.session == null) {
				attempt();
			}
		}));
		enter(new PipeState.Reconnecting(this.disconnectedSince, this.attempt + 1, delay, reason));
	}

	private void request(PipeRequest.Command command, String description, MonoSink<Void> caller) {
		if (state().isConnected() && this.wanted) {
			this.requests.send(command, description, caller);
		}
		else {
			caller.success();
		}
	}

	private void record(Consumer<Set<PipeEventType>> change) {
		Set<PipeEventType> recorded = EnumSet.noneOf(PipeEventType.class);
		recorded.addAll(this.subscriptions);
		change.accept(recorded);
		this.subscriptions = Collections.unmodifiableSet(recorded);
	}

	private static List<String> names(Set<PipeEventType> types) {
		return types.stream().map(PipeEventType::wireName).toList();
	}

	private void enter(PipeState state) {
		this.log.changed(state, this.edge, now());
		this.states.enter(state);
	}

	private void tellConnecting(Consumer<MonoSink<Void>> message) {
		List<MonoSink<Void>> callers = List.copyOf(this.connecting);
		this.connecting.clear();
		callers.forEach(message);
	}

	private void schedule(Duration delay, Runnable task) {
		this.timer.update(this.options.scheduler().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS));
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.options.scheduler().now(TimeUnit.MILLISECONDS));
	}

}
