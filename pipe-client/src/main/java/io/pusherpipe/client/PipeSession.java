/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.pusherpipe.protocol.pipe.PipeSubscription;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * One connection to the edge, from the attempt to open it until it has ended. A
 * {@link Conversation} first gets it greeted and subscribed; then its listener lets it
 * {@link #open} for everything else. A {@link SessionReader} reads it, and a
 * {@link SessionWriter} writes it.
 */
final class PipeSession {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private final Options options;

	private final Outbound outbound;

	private final Listener listener;

	private final Conversation conversation;

	private final PendingReplies replies;

	private final SessionReader reader;

	private final SessionWriter writer;

	private final Disposable.Swap connecting = Disposables.swap();

	private final Disposable.Swap closing = Disposables.swap();

	private final Sinks.Empty<Void> closed = Sinks.empty();

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile @Nullable WebSocketSession webSocket;

	private volatile @Nullable CloseStatus closeStatus;

	/**
	 * Create a session.
	 * @param options the client's options
	 * @param dispatcher takes what goes wrong
	 * @param outbound has the requests to send
	 * @param wireLog logs the messages
	 * @param conversation gives what the session begins with
	 * @param listener is told what becomes of the session
	 */
	PipeSession(Options options, Dispatcher dispatcher, Outbound outbound, WireLog wireLog,
			Function<PipeSession, Conversation> conversation, Listener listener) {
		this.options = options;
		this.outbound = outbound;
		this.listener = listener;
		this.replies = new PendingReplies(options.scheduler(), options.replyTimeout(), this::whyNoReply);
		this.conversation = conversation.apply(this);
		this.reader = new SessionReader(this, options, dispatcher, wireLog, this.conversation, this.replies);
		this.writer = new SessionWriter(this, options, outbound, this.replies, wireLog);
	}

	/**
	 * Attempt to connect.
	 * @param connector opens the WebSocket
	 * @param endpoint where to
	 */
	void start(PipeConnector connector, PipeEndpoint endpoint) {
		this.connecting.update(connector.open(endpoint, this::handle)
			.subscribe(null, (ex) -> abort((PipeConnectionException) ex), () -> lost(null)));
	}

	private Mono<Void> handle(WebSocketSession webSocket, Executor eventLoop) {
		this.webSocket = webSocket;
		if (this.ended.get()) {
			return Mono.empty();
		}
		webSocket.closeStatus().subscribe((status) -> this.closeStatus = status, (ex) -> {
		});
		this.conversation.begin();
		this.writer.begin(webSocket, eventLoop);
		webSocket.receive().subscribe(this.reader);
		return this.closed.asMono();
	}

	/**
	 * The edge has greeted and confirmed the subscriptions.
	 * @param joined what it answered
	 */
	void ready(Joined joined) {
		this.reader.ready(joined);
	}

	/**
	 * So it has, and nothing more is read until the session is {@linkplain #open() open}.
	 * @param socketId the id that the edge gave the session
	 * @param joined what it answered to the subscription
	 */
	void established(String socketId, Joined joined) {
		this.listener.established(this, socketId, joined);
	}

	/**
	 * Send requests from now on.
	 */
	void transmit() {
		this.writer.transmit();
	}

	/**
	 * Hand out what the edge tells from now on, and what it has told already.
	 */
	void open() {
		this.reader.open();
	}

	/**
	 * Read on, if reading has been paused and there is room again.
	 */
	void resume() {
		this.reader.resume();
	}

	/**
	 * Whether nothing is read at the moment.
	 * @return {@code true} if so
	 */
	boolean isPaused() {
		return this.reader.isPaused();
	}

	/**
	 * Whether a reply is awaited.
	 * @return {@code true} if so
	 */
	boolean awaitsReply() {
		return !this.replies.isEmpty();
	}

	private String whyNoReply() {
		return this.reader.whyNoReply();
	}

	/**
	 * Send a message of the conversation, before any request.
	 * @param message gives the message when it is written, or {@code null} if there is
	 * none
	 */
	void send(Supplier<byte @Nullable []> message) {
		this.writer.text(message);
	}

	/**
	 * Send a ping.
	 * @param payload what its answer is to repeat
	 */
	void ping(byte[] payload) {
		this.writer.ping(payload);
	}

	/**
	 * Have the edge send nothing more, and wait until everything is acknowledged.
	 * @return completes when that is so, or when the session has ended
	 */
	Mono<Void> leave() {
		return this.conversation.leave();
	}

	/**
	 * Whether the edge was asked to send nothing more.
	 * @return {@code true} if so
	 */
	boolean hasLeft() {
		return this.conversation.hasLeft();
	}

	/**
	 * How many deliveries are not acknowledged.
	 * @return the number
	 */
	int unacknowledged() {
		return this.conversation.unacknowledged();
	}

	/**
	 * A subscription as far as the edge allows it.
	 * @param wanted the subscription
	 * @return the same, with no more credit than there may be
	 */
	PipeSubscription fitted(PipeSubscription wanted) {
		return this.conversation.fitted(wanted);
	}

	/**
	 * Leave, send what there is to send, await the replies, and close the connection.
	 * @param reason why
	 * @param finish called when there is to be nothing more to send
	 */
	void close(PipeConnectionException reason, Runnable finish) {
		if (!this.reader.isOpen()) {
			finish.run();
			end(reason, CloseStatus.NORMAL);
			return;
		}
		this.closing.update(bounded(this.conversation.leave()).then(Mono.defer(() -> {
			finish.run();
			return bounded(this.writer.sent().then(Mono.defer(this.replies::none)));
		})).subscribe(null, null, () -> end(reason, CloseStatus.NORMAL)));
	}

	private Mono<Void> bounded(Mono<Void> step) {
		return step.timeout(this.options.replyTimeout(), this.options.scheduler()).onErrorComplete();
	}

	/**
	 * Give the connection up. The edge takes that for an interruption.
	 * @param reason why
	 */
	void abort(PipeConnectionException reason) {
		end(reason, CloseStatus.GOING_AWAY);
	}

	/**
	 * The connection is no more.
	 * @param cause what went wrong, or {@code null} if it has just ended
	 */
	void lost(@Nullable Throwable cause) {
		abort(ConnectionLoss.explain(this.options, this.closeStatus, cause));
	}

	/**
	 * Whether the session has ended, so that nothing is read and written any more.
	 * @return {@code true} if so
	 */
	boolean hasEnded() {
		return this.ended.get();
	}

	private void end(PipeConnectionException reason, CloseStatus status) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		this.conversation.end();
		this.closing.dispose();
		WebSocketSession webSocket = this.webSocket;
		if (webSocket != null) {
			close(webSocket, status);
		}
		else {
			this.connecting.dispose();
		}
		this.outbound.unanswered(this.writer, this.replies.lost(), reason);
		this.listener.ended(this, reason);
	}

	// Says why and then lets go of the connection, also if that cannot be said. If the
	// edge has closed the WebSocket already, there is nothing to say.
	private void close(WebSocketSession webSocket, CloseStatus status) {
		Disposable timeout = this.options.scheduler()
			.schedule(this.closed::tryEmitEmpty, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		webSocket.close(status).onErrorComplete().subscribe(null, null, () -> {
			timeout.dispose();
			this.closed.tryEmitEmpty();
		});
	}

	/**
	 * Is told what becomes of a session. Called in any thread.
	 */
	interface Listener {

		/**
		 * The edge has greeted and confirmed the subscriptions; the session waits for
		 * {@link #transmit} and {@link #open}.
		 * @param session the session
		 * @param socketId the id that the edge gave it
		 * @param joined what the edge answered to the subscription
		 */
		void established(PipeSession session, String socketId, Joined joined);

		/**
		 * The session has ended, or did not come about.
		 * @param session the session
		 * @param reason why
		 */
		void ended(PipeSession session, PipeConnectionException reason);

	}

}
