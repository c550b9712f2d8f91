/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.time.Duration;
import java.util.concurrent.Executor;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeException;
import io.pusherpipe.client.PipeState;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.spring.authorization.DecisionWriter;
import io.pusherpipe.spring.core.PipeConnectionLifecycle;
import io.pusherpipe.spring.observation.PipeHandlerObservations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Opens the Pipe and lets events in once everything else of the application has started,
 * and has the edge send no more before anything else stops; then it waits for the
 * handlers of what has come. The connection itself stays open until
 * {@link PipeConnectionLifecycle} closes it, so that what is still at work can trigger to
 * the end. Can be started again after a stop.
 */
public final class PipeHandlerLifecycle implements SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(PipeHandlerLifecycle.class);

	private final PipeClient client;

	private final PipeConnectionLifecycle connection;

	private final PipeHandlerRegistry registry;

	private final PipeDispatcher dispatcher;

	private final ApplicationEventPublisher publisher;

	private final boolean autoStartup;

	private final @Nullable Duration startTimeout;

	private final PipeHandlerOptions options;

	private final HandlerDecider decider;

	private int phase = DEFAULT_PHASE;

	private boolean continueWithoutConnection;

	private volatile @Nullable Disposable intake;

	// An intake that goes on until the edge sends no more.
	private @Nullable Disposable ending;

	/**
	 * Create a new lifecycle.
	 * @param client the client
	 * @param connection what keeps the connection
	 * @param registry the handlers
	 * @param executor where handlers run
	 * @param errorHandler what becomes of their failures
	 * @param options how they are called
	 * @param jsonMapper writes what they tell of users
	 * @param publisher publishes the application events
	 * @param autoStartup whether to start with the application
	 * @param startTimeout how long the start waits for the connection, after which it
	 * fails; {@code null} not to wait
	 */
	public PipeHandlerLifecycle(PipeClient client, PipeConnectionLifecycle connection, PipeHandlerRegistry registry,
			Executor executor, PipeHandlerErrorHandler errorHandler, PipeHandlerOptions options, JsonMapper jsonMapper,
			ApplicationEventPublisher publisher, boolean autoStartup, @Nullable Duration startTimeout) {
		this.client = client;
		this.connection = connection;
		this.registry = registry;
		this.dispatcher = new PipeDispatcher(registry, executor, errorHandler, options,
				(occurrence) -> Answer.to(client, occurrence));
		this.decider = new HandlerDecider(registry, executor, errorHandler, new DecisionWriter(jsonMapper),
				this.dispatcher.calls());
		this.options = options;
		this.publisher = publisher;
		this.autoStartup = autoStartup;
		this.startTimeout = startTimeout;
	}

	/**
	 * Set the phase, by default {@link #DEFAULT_PHASE}.
	 * @param phase the phase
	 */
	public void setPhase(int phase) {
		this.phase = phase;
	}

	/**
	 * Set what happens when a start has waited in vain for the connection, by default
	 * that it fails.
	 * @param continueWithoutConnection whether it ends without a connection instead, and
	 * without further attempts, until this is started again
	 */
	public void setContinueWithoutConnection(boolean continueWithoutConnection) {
		this.continueWithoutConnection = continueWithoutConnection;
	}

	@Override
	public synchronized void start() {
		if (isRunning()) {
			return;
		}
		if (this.ending != null) {
			this.ending.dispose();
			this.ending = null;
		}
		this.connection.start();
		ConnectionReporter reporter = new ConnectionReporter(this.dispatcher, this.publisher);
		this.intake = Disposables.composite(this.client.states().subscribe(reporter::changed), errors(reporter),
				this.client.gaps().subscribe(reporter::lost),
				this.client.receive().subscribe(this.dispatcher::dispatch), reporter::release);
		Mono<Void> connected = subscribe().then(this.client.connect());
		if (this.startTimeout == null) {
			// A failure is told of by the states.
			connected.onErrorComplete().subscribe();
		}
		else {
			awaitConnection(connected, this.startTimeout);
		}
	}

	private Mono<Void> subscribe() {
		Mono<Void> decides = this.client.decide(this.decider);
		PipeEventType[] types = this.registry.subscriptions().toArray(PipeEventType[]::new);
		if (types.length == 0) {
			return decides;
		}
		Mono<Void> filtered = this.options.filtered() ? this.client.filter(this.registry.filter()) : Mono.empty();
		return decides.then(filtered).then(this.client.subscribe(types));
	}

	// The client logs the errors that nobody listens to.
	private Disposable errors(ConnectionReporter reporter) {
		return this.registry.has(EventKind.PIPE_ERROR) ? this.client.errors().subscribe(reporter::failed)
				: Disposables.disposed();
	}

	private void awaitConnection(Mono<Void> connected, Duration timeout) {
		Mono<Void> firstFailure = this.client.states()
			.ofType(PipeState.Reconnecting.class)
			.next()
			.flatMap((state) -> Mono.error(state.reason()));
		try {
			Mono.firstWithSignal(connected, firstFailure).block(timeout);
		}
		catch (PipeException | IllegalStateException ex) {
			stop();
			if (!this.continueWithoutConnection) {
				throw new PipeStartException(ex);
			}
			this.client.disconnect().subscribe();
			logger.error("The application goes on without the Pipe: " + ex.getMessage());
		}
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public synchronized void stop(Runnable callback) {
		Disposable intake = this.intake;
		this.intake = null;
		if (intake == null) {
			callback.run();
			return;
		}
		this.ending = intake;
		// The intake ends when all that the edge has sent is handled; others of the group
		// get what happens from now on.
		this.client.leave().doFinally((signal) -> {
			intake.dispose();
			this.dispatcher.whenIdle(() -> {
				logger.debug("All handlers are done");
				callback.run();
			});
		}).subscribe();
	}

	/**
	 * Have the calls of handlers observed from now on. By default they are not, and that
	 * costs nothing.
	 * @param observations makes the Observations
	 */
	public void observe(PipeHandlerObservations observations) {
		this.dispatcher.calls().observe(observations);
	}

	/**
	 * What the handlers have done since the application started, and what they are at.
	 * Cheap enough to be asked for by monitoring every few seconds.
	 * @return the numbers as they are now
	 */
	public PipeHandlerStatistics statistics() {
		return this.dispatcher.statistics();
	}

	/**
	 * The application ends, whether or not handlers that the stop has waited for are
	 * done: what they handle is not acknowledged, but delivered again elsewhere. Their
	 * threads are interrupted after this.
	 */
	@Override
	public void destroy() {
		this.dispatcher.abandon();
	}

	@Override
	public boolean isRunning() {
		return this.intake != null;
	}

	@Override
	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
