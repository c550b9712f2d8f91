/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeCodec;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;

/**
 * One connection to the edge, from the attempt to open it until it has ended. A
 * {@link Conversation} first gets it greeted and subscribed; then its listener lets it
 * {@link #open} for everything else.
 * <p>
 * Messages are read one by one in the connection's event loop, and the next one only when
 * there is room for it.
 */
final class PipeSession {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

	// How large a frame may be that has several requests, in bytes: enough to make what a
	// frame costs beside them small, and what every edge takes.
	private static final int MAX_BATCH = 16 * 1024;

	private final Options options;

	private final PipeCodec codec;

	private final Dispatcher dispatcher;

	private final Outbound outbound;

	private final WireLog wireLog;

	private final Listener listener;

	private final Conversation conversation;

	private final PendingReplies replies;

	private final Reader reader = new Reader();

	private final Writer writer = new Writer();

	private final Disposable.Swap connecting = Disposables.swap();

	private final Disposable.Swap closing = Disposables.swap();

	private final Sinks.Empty<Void> closed = Sinks.empty();

	private final AtomicBoolean ended = new AtomicBoolean();

	// True while no message has been asked for; whoever makes it false asks for one.
	private final AtomicBoolean paused = new AtomicBoolean();

	private final List<Early> early = new ArrayList<>();

	private int earlySize;

	private @Nullable String socketId;

	private boolean ready;

	private Joined joined = Joined.NOTHING;

	private volatile Phase phase = Phase.GREETING;

	private volatile @Nullable WebSocketSession webSocket;

	private volatile Executor eventLoop = Runnable::run;

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
		this.codec = options.protocol().codec();
		this.dispatcher = dispatcher;
		this.outbound = outbound;
		this.wireLog = wireLog;
		this.listener = listener;
		this.replies = new PendingReplies(options.scheduler(), options.replyTimeout(), this::whyNoReply);
		this.conversation = conversation.apply(this);
	}

	/**
	 * Attempt to connect.
	 * @param connector opens the WebSocket
	 * @param endpoint where to
	 */
	void start(PipeConnector connector, PipeEndpoint endpoint) {
		this.connecting.update(connector.open(endpoint, this::handle)
			.subscribe(null, (ex) -> abort((PipeConnectionException) ex), () -> abort(lost(null))));
	}

	/**
	 * Send requests from now on.
	 */
	void transmit() {
		int maxBatch = (this.options.protocol() == PipeProtocol.V0_2) ? 0
				: Math.min(MAX_BATCH, this.options.maxMessageSize());
		this.writer.requests = this.outbound.attach(this.writer, maxBatch);
		this.writer.more();
	}

	/**
	 * Hand out what the edge tells from now on, and what it has told already.
	 */
	void open() {
		this.early.forEach((notification) -> this.conversation.deliver(notification.notification, notification.size));
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
	 * Whether nothing is read at the moment.
	 * @return {@code true} if so
	 */
	boolean isPaused() {
		return this.paused.get();
	}

	/**
	 * Whether a reply is awaited.
	 * @return {@code true} if so
	 */
	boolean awaitsReply() {
		return !this.replies.isEmpty();
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
		if (this.phase != Phase.OPEN) {
			finish.run();
			end(reason, CloseStatus.NORMAL);
			return;
		}
		this.closing.update(bounded(this.conversation.leave()).then(Mono.defer(() -> {
			finish.run();
			return bounded(this.writer.sent.asMono().then(Mono.defer(this.replies::none)));
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
	 * The edge has greeted and confirmed the subscriptions.
	 * @param joined what it answered
	 */
	void ready(Joined joined) {
		this.ready = true;
		this.joined = joined;
	}

	// Not before the end of the text, which may hold more messages: from then on another
	// thread may touch what is early.
	private void checkReady() {
		String socketId = this.socketId;
		if (this.phase == Phase.GREETING && this.ready && socketId != null) {
			this.phase = Phase.GREETED;
			this.listener.established(this, socketId, this.joined);
		}
	}

	/**
	 * Send a message of the conversation, before any request.
	 * @param message gives the message when it is written, or {@code null} if there is
	 * none
	 */
	void send(Supplier<byte @Nullable []> message) {
		this.writer.send(() -> {
			byte[] text = message.get();
			return (text != null) ? text(text) : null;
		});
	}

	/**
	 * Send a ping.
	 * @param payload what its answer is to repeat
	 */
	void ping(byte[] payload) {
		this.writer.send(() -> webSocket().pingMessage((factory) -> factory.wrap(payload)));
	}

	private Mono<Void> handle(WebSocketSession webSocket, Executor eventLoop) {
		this.webSocket = webSocket;
		this.eventLoop = eventLoop;
		if (this.ended.get()) {
			return Mono.empty();
		}
		webSocket.closeStatus().subscribe((status) -> this.closeStatus = status, (ex) -> {
		});
		this.conversation.begin();
		webSocket.send(this.writer.flux).subscribe(null, (ex) -> abort(lost(ex)));
		webSocket.receive().subscribe(this.reader);
		return this.closed.asMono();
	}

	private WebSocketMessage text(byte[] message) {
		this.wireLog.out(message);
		return new WebSocketMessage(WebSocketMessage.Type.TEXT, webSocket().bufferFactory().wrap(message));
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
		this.paused.set(true);
		this.conversation.alive();
		switch (message.getType()) {
			case TEXT -> received(bytes(message.getPayload()));
			case BINARY -> this.dispatcher.error(new PipeProtocolException(
					"The edge sent a binary message, which the protocol does not have", null));
			case PONG -> this.conversation.pong(bytes(message.getPayload()));
			default -> {
				// A sign of life.
			}
		}
		checkReady();
		resume();
	}

	private void received(byte[] message) {
		this.wireLog.in(message);
		List<? extends PipeMessage> messages;
		try {
			messages = this.codec.decodeFromEdge(message);
		}
		catch (ProtocolException ex) {
			this.dispatcher
				.error(new PipeProtocolException("The edge sent what cannot be understood: " + ex.getMessage(), ex));
			return;
		}
		for (PipeMessage next : messages) {
			if (next instanceof PipeReply reply) {
				received(reply);
			}
			else if (next instanceof PipeNotification notification) {
				received(notification, message.length);
			}
			else if (next instanceof PipeRequest request) {
				this.conversation.asked(request);
			}
		}
	}

	private void received(PipeReply reply) {
		if (!this.conversation.replied(reply) && !this.replies.reply(reply) && reply.error() != null) {
			this.dispatcher.error(new PipeEdgeException("The edge refuses what nobody waits for any more: "
					+ reply.error().message() + " (code " + reply.error().code() + ")", reply.error().code()));
		}
	}

	private void received(PipeNotification notification, int size) {
		if (this.phase == Phase.OPEN) {
			this.conversation.deliver(notification, size);
			return;
		}
		this.early.add(new Early(notification, size));
		this.earlySize += size + Deliveries.OVERHEAD;
		if (this.earlySize > this.conversation.maxEarly()) {
			abort(new PipeConnectionException("The edge has not confirmed the subscriptions but sent more than "
					+ "receiveBuffer, " + this.options.receiveBuffer() + " bytes, allows", null));
		}
		else if (notification instanceof PipeNotification.ConnectionEstablished established) {
			this.socketId = established.socketId();
			this.conversation.greeted(established);
		}
	}

	private String whyNoReply() {
		return (this.paused.get() && !mayRead())
				? ". Nothing is read while unacknowledged deliveries fill receiveBuffer, "
						+ this.options.receiveBuffer() + " bytes"
				: "";
	}

	private boolean mayRead() {
		return switch (this.phase) {
			case GREETING -> true;
			case GREETED -> false;
			case OPEN -> this.conversation.mayRead();
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
		return new PipeConnectionException(
				"The edge closed the connection with " + status.getCode() + reason + advice(status.getCode()), null,
				status.getCode());
	}

	private String advice(int code) {
		if (code == CloseCode.REPLACED.code()) {
			return ": " + this.options.membership()
					+ " is somebody else now. Give every process a name of its own (setting member)";
		}
		if (code == CloseCode.NOT_ACKNOWLEDGED.code()) {
			return ". What took too long comes again. Have it acknowledged faster, or give the edge a longer ack-timeout";
		}
		return "";
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

	private record Early(PipeNotification notification, int size) {

	}

	/**
	 * Writes the WebSocket: what the conversation has to say, and then requests. It does
	 * so in the connection's event loop, where those that have gathered on the way there
	 * go in one frame, with one header, one mask and one flush for all: with 1,000
	 * triggers under way, each costs the client 2.3 µs in place of 6.6, and the edge 1.5
	 * in place of 2.3.
	 */
	private final class Writer implements Outbound.Line {

		private final Queue<Supplier<@Nullable WebSocketMessage>> first = new ConcurrentLinkedQueue<>();

		private final PullFlux<WebSocketMessage> flux = new PullFlux<>(this::next, () -> {
		});

		private final Sinks.Empty<Void> sent = Sinks.empty();

		private final AtomicBoolean scheduled = new AtomicBoolean();

		private volatile Supplier<List<PendingRequest>> requests = List::of;

		private volatile boolean finishing;

		void send(Supplier<@Nullable WebSocketMessage> message) {
			if (!PipeSession.this.ended.get()) {
				this.first.add(message);
				more();
			}
		}

		@Override
		public void more() {
			if (this.scheduled.compareAndSet(false, true)) {
				try {
					PipeSession.this.eventLoop.execute(this::write);
				}
				catch (RejectedExecutionException ex) {
					abort(lost(ex));
				}
			}
		}

		@Override
		public void finish() {
			this.finishing = true;
			more();
		}

		private void write() {
			this.scheduled.set(false);
			this.flux.signal();
		}

		private @Nullable WebSocketMessage next() {
			if (PipeSession.this.ended.get()) {
				return null;
			}
			for (var next = this.first.poll(); next != null; next = this.first.poll()) {
				WebSocketMessage message = next.get();
				if (message != null) {
					return message;
				}
			}
			boolean finishing = this.finishing;
			List<PendingRequest> requests = this.requests.get();
			if (!requests.isEmpty()) {
				return transmit(requests);
			}
			if (finishing) {
				this.sent.tryEmitEmpty();
			}
			return null;
		}

		private @Nullable WebSocketMessage transmit(List<PendingRequest> requests) {
			List<byte[]> messages = new ArrayList<>(requests.size());
			for (PendingRequest request : requests) {
				messages.add(request.takeMessage());
			}
			if (!PipeSession.this.replies.add(requests)) {
				PipeSession.this.outbound.unanswered(this, requests,
						new PipeConnectionException("The connection was lost", null));
				return null;
			}
			// Now that a reply is awaited, it may be time to read on.
			resume();
			return text(Pipe10Codec.batch(messages));
		}

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
			abort(lost(null));
		}

		@Override
		protected void hookOnError(Throwable ex) {
			abort(lost(ex));
		}

	}

}
