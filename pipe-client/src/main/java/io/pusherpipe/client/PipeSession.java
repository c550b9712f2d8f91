/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeCodec;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * One connection to the edge, from the attempt to open it until it has ended. It is first
 * greeted by the edge and subscribes; then its listener lets it {@link #open} for
 * everything else.
 * <p>
 * Messages are read one by one in the connection's event loop, and the next one only when
 * there is room for it.
 */
final class PipeSession {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	private final Options options;

	private final PipeCodec codec;

	private final Dispatcher dispatcher;

	private final Deliveries deliveries;

	private final WireLog wireLog;

	private final Set<PipeEventType> eventTypes;

	private final RawJson subscribeId;

	private final Listener listener;

	private final PendingReplies replies;

	private final Heartbeat heartbeat;

	private final Reader reader = new Reader();

	private final Disposable.Swap connecting = Disposables.swap();

	private final Disposable.Swap closing = Disposables.swap();

	private final Sinks.One<Flux<PendingRequest>> requests = Sinks.one();

	private final Sinks.Empty<Void> sent = Sinks.empty();

	private final Sinks.Empty<Void> closed = Sinks.empty();

	private final AtomicBoolean ended = new AtomicBoolean();

	// True while no message has been asked for; whoever makes it false asks for one.
	private final AtomicBoolean paused = new AtomicBoolean();

	private final List<Early> early = new ArrayList<>();

	private int earlySize;

	private @Nullable String socketId;

	private boolean subscribed;

	private volatile Phase phase = Phase.GREETING;

	private volatile @Nullable WebSocketSession webSocket;

	private volatile @Nullable CloseStatus closeStatus;

	/**
	 * Create a session.
	 * @param options the client's options
	 * @param codec the version of the protocol
	 * @param dispatcher takes what the edge tells
	 * @param deliveries tells whether there is room for more of it
	 * @param wireLog logs the messages
	 * @param eventTypes what to subscribe to
	 * @param subscribeId the id of the request that does so
	 * @param listener is told what becomes of the session
	 */
	PipeSession(Options options, PipeCodec codec, Dispatcher dispatcher, Deliveries deliveries, WireLog wireLog,
			Set<PipeEventType> eventTypes, RawJson subscribeId, Listener listener) {
		this.options = options;
		this.codec = codec;
		this.dispatcher = dispatcher;
		this.deliveries = deliveries;
		this.wireLog = wireLog;
		this.eventTypes = eventTypes;
		this.subscribeId = subscribeId;
		this.subscribed = eventTypes.isEmpty();
		this.listener = listener;
		this.replies = new PendingReplies(options.scheduler(), options.replyTimeout(), this::whyNoReply);
		this.heartbeat = new Heartbeat(options.scheduler(), options.heartbeatInterval(), options.heartbeatTimeout(),
				() -> !this.paused.get(), this::ping,
				() -> abort(new PipeConnectionException("Nothing has come from the edge for "
						+ options.heartbeatInterval().plus(options.heartbeatTimeout()).toMillis()
						+ " ms, although it was pinged", null)));
	}

	/**
	 * Attempt to connect.
	 * @param connector opens the WebSocket
	 * @param endpoint where to
	 */
	void start(PipeConnector connector, PipeEndpoint endpoint) {
		this.connecting.update(connector.open(endpoint, this::handle)
			.subscribe(null, (ex) -> end((PipeConnectionException) ex, CloseStatus.NORMAL),
					() -> end(lost(null), CloseStatus.NORMAL)));
	}

	/**
	 * What was subscribed to at the beginning.
	 * @return the event types
	 */
	Set<PipeEventType> eventTypes() {
		return this.eventTypes;
	}

	/**
	 * Send requests from now on.
	 * @param requests the requests
	 */
	void transmit(Flux<PendingRequest> requests) {
		this.requests.tryEmitValue(requests);
	}

	/**
	 * Hand out what the edge tells from now on, and what it has told already.
	 */
	void open() {
		this.early.forEach((notification) -> this.dispatcher.dispatch(notification.notification, notification.size));
		this.early.clear();
		this.phase = Phase.OPEN;
		resume();
	}

	/**
	 * Read on, if reading has been paused and there is room again.
	 */
	void resume() {
		if (this.paused.get() && mayRead() && this.paused.compareAndSet(true, false)) {
			this.reader.request(1);
		}
	}

	/**
	 * Send what there is to send, await the replies, and close the connection.
	 * @param reason why
	 */
	void close(PipeConnectionException reason) {
		if (this.phase != Phase.OPEN) {
			end(reason, CloseStatus.NORMAL);
			return;
		}
		this.closing.update(this.sent.asMono()
			.then(Mono.defer(this.replies::none))
			.timeout(this.options.replyTimeout(), this.options.scheduler())
			.onErrorComplete()
			.subscribe(null, null, () -> end(reason, CloseStatus.NORMAL)));
	}

	/**
	 * Give the connection up.
	 * @param reason why
	 */
	void abort(PipeConnectionException reason) {
		end(reason, CloseStatus.GOING_AWAY);
	}

	private Mono<Void> handle(WebSocketSession webSocket) {
		this.webSocket = webSocket;
		if (this.ended.get()) {
			return Mono.empty();
		}
		webSocket.closeStatus().subscribe((status) -> this.closeStatus = status, (ex) -> {
		});
		this.heartbeat.start();
		Flux<WebSocketMessage> messages = Flux.concat(greeting(),
				this.requests.asMono().flatMapMany((requests) -> requests.map(this::transmit)));
		webSocket.send(messages)
			.subscribe(null, (ex) -> end(lost(ex), CloseStatus.GOING_AWAY), this.sent::tryEmitEmpty);
		webSocket.receive().subscribe(this.reader);
		return this.closed.asMono();
	}

	private Mono<WebSocketMessage> greeting() {
		if (this.eventTypes.isEmpty()) {
			return Mono.empty();
		}
		List<String> names = this.eventTypes.stream().map(PipeEventType::wireName).toList();
		return Mono.fromSupplier(
				() -> text(this.codec.encode(new PipeRequest(this.subscribeId, new PipeRequest.Subscribe(names)))));
	}

	private WebSocketMessage transmit(PendingRequest request) {
		this.replies.add(request);
		// Now that a reply is awaited, it may be time to read on.
		resume();
		return text(request.takeMessage());
	}

	private WebSocketMessage text(byte[] message) {
		this.wireLog.out(message);
		return new WebSocketMessage(WebSocketMessage.Type.TEXT, webSocket().bufferFactory().wrap(message));
	}

	private void ping() {
		WebSocketSession webSocket = webSocket();
		webSocket.send(Mono.fromSupplier(() -> webSocket.pingMessage((factory) -> factory.allocateBuffer(0))))
			.subscribe(null, (ex) -> end(lost(ex), CloseStatus.GOING_AWAY));
	}

	private WebSocketSession webSocket() {
		WebSocketSession webSocket = this.webSocket;
		if (webSocket == null) {
			throw new IllegalStateException("not open yet");
		}
		return webSocket;
	}

	private void received(WebSocketMessage message) {
		if (this.ended.get()) {
			return;
		}
		this.heartbeat.alive();
		switch (message.getType()) {
			case TEXT -> received(bytes(message.getPayload()));
			case BINARY -> this.dispatcher.error(new PipeProtocolException(
					"The edge sent a binary message, which the protocol does not have", null));
			default -> {
				// A sign of life.
			}
		}
		this.paused.set(true);
		resume();
	}

	private void received(byte[] message) {
		this.wireLog.in(message);
		PipeMessage answer;
		try {
			answer = this.codec.decodeFromEdge(message).get(0);
		}
		catch (ProtocolException ex) {
			this.dispatcher
				.error(new PipeProtocolException("The edge sent what cannot be understood: " + ex.getMessage(), ex));
			return;
		}
		if (answer instanceof PipeReply reply) {
			received(reply);
		}
		else if (answer instanceof PipeNotification notification) {
			received(notification, message.length);
		}
	}

	private void received(PipeReply reply) {
		if (!this.subscribed && reply.id().equals(this.subscribeId)) {
			if (reply.error() != null) {
				this.dispatcher.error(
						new PipeEdgeException(
								"The edge refuses the subscription to " + this.eventTypes + ": "
										+ reply.error().message() + " (code " + reply.error().code() + ")",
								reply.error().code()));
			}
			this.subscribed = true;
			greeted();
			return;
		}
		if (!this.replies.reply(reply) && reply.error() != null) {
			this.dispatcher.error(new PipeEdgeException("The edge refuses what nobody waits for any more: "
					+ reply.error().message() + " (code " + reply.error().code() + ")", reply.error().code()));
		}
	}

	private void received(PipeNotification notification, int size) {
		if (this.phase == Phase.OPEN) {
			this.dispatcher.dispatch(notification, size);
			return;
		}
		this.early.add(new Early(notification, size));
		this.earlySize += size + Deliveries.OVERHEAD;
		if (this.earlySize > this.options.receiveBuffer()) {
			abort(new PipeConnectionException("The edge has not confirmed the subscriptions but sent more than "
					+ "receiveBuffer, " + this.options.receiveBuffer() + " bytes, allows", null));
		}
		else if (notification instanceof PipeNotification.ConnectionEstablished established) {
			this.socketId = established.socketId();
			greeted();
		}
	}

	private void greeted() {
		String socketId = this.socketId;
		if (this.phase == Phase.GREETING && this.subscribed && socketId != null) {
			this.phase = Phase.GREETED;
			this.listener.established(this, socketId);
		}
	}

	private String whyNoReply() {
		return this.paused.get() ? ". Nothing is read while unacknowledged deliveries fill receiveBuffer, "
				+ this.options.receiveBuffer() + " bytes" : "";
	}

	private boolean mayRead() {
		return switch (this.phase) {
			case GREETING -> true;
			case GREETED -> false;
			case OPEN -> this.deliveries.hasRoom(() -> !this.replies.isEmpty());
		};
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		return bytes;
	}

	private void end(PipeConnectionException reason, CloseStatus status) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		this.heartbeat.stop();
		this.closing.dispose();
		WebSocketSession webSocket = this.webSocket;
		if (webSocket != null) {
			close(webSocket, status);
		}
		else {
			this.connecting.dispose();
		}
		this.replies.lost(reason);
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

	private PipeConnectionException lost(@Nullable Throwable cause) {
		CloseStatus status = this.closeStatus;
		if (isTooLarge(cause)) {
			PipeLimitException limit = new PipeLimitException("The edge sent a message larger than maxMessageSize, "
					+ this.options.maxMessageSize() + " bytes, allows", "maxMessageSize");
			return new PipeConnectionException(String.valueOf(limit.getMessage()), limit);
		}
		if (cause != null) {
			return new PipeConnectionException("The connection was lost: " + cause.getMessage(), cause);
		}
		if (status == null || status.getCode() == CloseStatus.NO_CLOSE_FRAME.getCode()) {
			return new PipeConnectionException("The connection was lost", null);
		}
		String reason = (status.getReason() != null) ? " " + status.getReason() : "";
		return new PipeConnectionException("The edge closed the connection with " + status.getCode() + reason, null,
				status.getCode());
	}

	private static boolean isTooLarge(@Nullable Throwable cause) {
		return cause instanceof TooLongFrameException || (cause instanceof CorruptedWebSocketFrameException corrupted
				&& corrupted.closeStatus().code() == CloseStatus.TOO_BIG_TO_PROCESS.getCode());
	}

	private enum Phase {

		/** The edge has yet to greet and to confirm the subscriptions. */
		GREETING,

		/** It has, and the listener has yet to open the session. */
		GREETED,

		/** Open for everything. */
		OPEN

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
		 */
		void established(PipeSession session, String socketId);

		/**
		 * The session has ended, or did not come about.
		 * @param session the session
		 * @param reason why
		 */
		void ended(PipeSession session, PipeConnectionException reason);

	}

	private record Early(PipeNotification notification, int size) {

	}

	/**
	 * Reads the WebSocket.
	 */
	private final class Reader extends BaseSubscriber<WebSocketMessage> {

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			subscription.request(1);
		}

		@Override
		protected void hookOnNext(WebSocketMessage message) {
			received(message);
		}

		@Override
		protected void hookOnComplete() {
			end(lost(null), CloseStatus.NORMAL);
		}

		@Override
		protected void hookOnError(Throwable ex) {
			end(lost(ex), CloseStatus.GOING_AWAY);
		}

	}

}
