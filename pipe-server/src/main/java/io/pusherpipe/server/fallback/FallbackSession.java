/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fallback;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.server.net.Connection;
import io.pusherpipe.server.net.ConnectionHandler;
import io.pusherpipe.server.net.Liveness;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.WebSocketFrames;
import io.pusherpipe.server.socket.SocketAdmission.Admission;
import io.pusherpipe.server.tally.Backlog;
import io.pusherpipe.server.tally.CloseClass;
import io.pusherpipe.server.tally.Traffic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection made of many HTTP requests: one at a time by which the client receives,
 * and one for each of its messages. Lives on the loop of its first request; all others
 * come in on any loop and are handed over.
 */
final class FallbackSession implements Connection, Liveness.Watched, Backlog {

	private static final Logger logger = LoggerFactory.getLogger(FallbackSession.class);

	private static final int MESSAGE_TOO_BIG = 1009;

	private static final Duration ORDER_PATIENCE = Duration.ofMillis(250);

	// Netty's mark for WebSockets
	private static final int FELL_BEHIND_BYTES = 64 * 1024;

	private final Loop loop;

	private final SocketAddress remoteAddress;

	private final FallbackOptions options;

	private final Traffic traffic;

	private final ConnectionHandler handler;

	private final Consumer<FallbackSession> onEnded;

	private final Liveness liveness;

	private final Outbox outbox = new Outbox();

	private final SendOrder<Send> order;

	private final Queue<Send> unread = new ArrayDeque<>(0);

	private @Nullable Receiver receiver;

	private int bytesOnTheWay;

	private int bytesReceived;

	private boolean reading = true;

	private boolean pumping;

	private boolean heartbeatUnanswered;

	private boolean streaming;

	private boolean opened;

	private boolean closing;

	private boolean ended;

	FallbackSession(Loop loop, SocketAddress remoteAddress, FallbackOptions options, Admission admission,
			Consumer<FallbackSession> onEnded) {
		this.loop = loop;
		this.remoteAddress = remoteAddress;
		this.options = options;
		this.onEnded = onEnded;
		this.liveness = loop.liveness(options.heartbeatInterval(), options.pongTimeout(), this);
		this.order = new SendOrder<>(loop, ORDER_PATIENCE, this::take);
		this.traffic = admission.traffic();
		this.handler = admission.handlerFactory().apply(this);
	}

	@Override
	public Loop loop() {
		return this.loop;
	}

	@Override
	public SocketAddress remoteAddress() {
		return this.remoteAddress;
	}

	@Override
	public Traffic traffic() {
		return this.traffic;
	}

	@Override
	public boolean isOpen() {
		return this.opened && !this.closing;
	}

	/**
	 * Let the client receive by this request from now on.
	 * @param next the request
	 * @param number its number among the client's requests
	 */
	void attach(Receiver next, long number) {
		if (this.ended) {
			// It ended while the request was on its way here.
			next.end();
			return;
		}
		if (this.receiver != null && !this.receiver.isEnded()) {
			this.receiver.end();
		}
		this.receiver = next;
		this.streaming = next.isStreaming();
		this.bytesOnTheWay = 0;
		this.order.take(number, null);
		if (!this.opened) {
			this.opened = true;
			this.traffic.opened();
			this.liveness.start();
			this.handler.onOpen();
		}
		else if (!this.closing) {
			this.liveness.alive();
		}
		pump();
	}

	/**
	 * A request by which the client received has broken off. A client drops one to ask
	 * anew only after it was ended here, so it is this client that has gone.
	 * @param lost the request
	 */
	void lost(Receiver lost) {
		if (lost == this.receiver) {
			end();
		}
	}

	/**
	 * Take what the client has sent with one request.
	 * @param number the request's number among the client's
	 * @param send what it has sent
	 */
	void receive(long number, Send send) {
		if (!isOpen()) {
			send.refuse();
			return;
		}
		if (this.receiver != null) {
			this.liveness.alive();
		}
		this.bytesReceived += send.size();
		if (this.bytesReceived > this.options.maxQueuedBytes()) {
			this.bytesReceived -= send.size();
			send.refuse();
			close(CloseCode.OVER_CAPACITY);
			return;
		}
		this.order.take(number, send);
	}

	/**
	 * The client has made a request that is not for the session.
	 * @param number the request's number among the client's
	 */
	void pass(long number) {
		this.order.take(number, null);
	}

	private void take(Send send) {
		if ((!this.reading || !this.unread.isEmpty()) && isOpen()) {
			this.unread.add(send);
		}
		else {
			read(send);
		}
	}

	private void read(Send send) {
		this.bytesReceived -= send.size();
		if (!isOpen()) {
			send.refuse();
			return;
		}
		if (send.texts().isEmpty()) {
			takeHeartbeat();
		}
		for (String text : send.texts()) {
			byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
			if (utf8.length > this.options.maxMessageSize()) {
				close(MESSAGE_TOO_BIG, "Message is larger than " + this.options.maxMessageSize() + " bytes");
			}
			if (isOpen()) {
				this.traffic.received(utf8.length);
				this.handler.onText(utf8);
			}
		}
		// Only now, so that the client's browser holds back what cannot be taken yet.
		send.accept();
	}

	// Whoever streams answers each heartbeat with one, so only those that are not answers
	// are to be answered.
	private void takeHeartbeat() {
		if (this.heartbeatUnanswered) {
			this.heartbeatUnanswered = false;
		}
		else {
			heartbeat();
		}
	}

	private void heartbeat() {
		this.heartbeatUnanswered = this.streaming;
		this.outbox.addHeartbeat();
		pump();
	}

	@Override
	public void setReading(boolean reading) {
		this.reading = reading;
		if (reading && !this.unread.isEmpty()) {
			this.loop.executeLater(this::takeUnread);
		}
	}

	private void takeUnread() {
		while ((this.reading || !isOpen()) && !this.unread.isEmpty()) {
			read(this.unread.remove());
		}
	}

	@Override
	public void send(byte[] utf8) {
		if (!isOpen()) {
			return;
		}
		this.traffic.sent(utf8.length);
		this.outbox.add(utf8);
		if (queuedBytes() > FELL_BEHIND_BYTES) {
			this.traffic.fellBehind(this);
		}
		if (queuedBytes() > this.options.maxQueuedBytes()) {
			// What has not been offered to the client yet says nothing about it.
			pump();
		}
		if (queuedBytes() > this.options.maxQueuedBytes()) {
			evict();
		}
		else if (!this.pumping) {
			// Once for all that is sent until then.
			this.pumping = true;
			this.loop.executeLater(() -> {
				this.pumping = false;
				pump();
			});
		}
	}

	@Override
	public void sendShared(ByteBuf frame) {
		if (isOpen()) {
			send(WebSocketFrames.payload(frame));
		}
	}

	@Override
	public long waitingBytes() {
		return queuedBytes();
	}

	private int queuedBytes() {
		return this.outbox.messageBytes() + this.bytesOnTheWay;
	}

	private void evict() {
		this.traffic.evicted();
		logger.debug("The session from {} reads too slowly, {} bytes wait for it", this.remoteAddress, queuedBytes());
		this.outbox.clear();
		close(CloseCode.OVER_CAPACITY);
	}

	@Override
	public void close(int code, String reason) {
		if (!isOpen()) {
			return;
		}
		this.closing = true;
		this.traffic.closed(CloseClass.of(code));
		this.outbox.addClose(code, reason);
		// The client may be between two requests; it has to fetch what is left by then.
		this.liveness.expectAnswer(this.options.sessionTimeout().toNanos());
		this.loop.executeLater(() -> {
			pump();
			this.handler.onClosed();
			this.order.close();
			takeUnread();
		});
	}

	// Write what there is, unless what was written before is still on its way.
	private void pump() {
		Receiver to = this.receiver;
		if (this.ended || to == null || !to.isReady() || this.outbox.isEmpty()) {
			return;
		}
		Outbox.Batch batch = this.outbox.take(to.room());
		this.bytesOnTheWay = batch.lines().length;
		to.write(batch, () -> this.loop.execute(() -> written(to, batch)));
	}

	private void written(Receiver by, Outbox.Batch batch) {
		by.written();
		if (by != this.receiver || this.ended) {
			return;
		}
		this.bytesOnTheWay = 0;
		if (queuedBytes() <= FELL_BEHIND_BYTES / 2) {
			this.traffic.caughtUp(this);
		}
		if (batch.isLast()) {
			end();
		}
		else if (by.isEnded()) {
			this.receiver = null;
			this.liveness.expectAnswer(this.options.sessionTimeout().toNanos());
		}
		else {
			pump();
		}
	}

	@Override
	public void idle() {
		heartbeat();
	}

	@Override
	public void dead() {
		if (this.closing || this.receiver == null) {
			end();
		}
		else {
			close(CloseCode.PONG_TIMEOUT);
		}
	}

	@Override
	public void abort() {
		end();
	}

	private void end() {
		if (this.ended) {
			return;
		}
		this.ended = true;
		this.traffic.caughtUp(this);
		this.liveness.stop();
		this.onEnded.accept(this);
		if (this.receiver != null && !this.receiver.isEnded()) {
			this.receiver.end();
		}
		if (!this.closing) {
			this.closing = true;
			this.traffic.closed(CloseClass.LOST);
			this.handler.onClosed();
			this.order.close();
			takeUnread();
		}
	}

}
