/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.pipe.PipeCodec;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.WebSocketMessage;

/**
 * Reads the WebSocket of a session, and hands on what comes. Messages are read one by one
 * in the connection's event loop, and the next one only when there is room for it. What
 * the edge tells before the session is open waits until then.
 */
final class SessionReader extends BaseSubscriber<WebSocketMessage> {

	private final PipeSession session;

	private final Options options;

	private final PipeCodec codec;

	private final Dispatcher dispatcher;

	private final WireLog wireLog;

	private final Conversation conversation;

	private final PendingReplies replies;

	// True while no message has been asked for; whoever makes it false asks for one.
	private final AtomicBoolean paused = new AtomicBoolean();

	private final List<Early> early = new ArrayList<>();

	private int earlySize;

	private @Nullable String socketId;

	private boolean ready;

	private Joined joined = Joined.NOTHING;

	private volatile Phase phase = Phase.GREETING;

	/**
	 * Create a reader.
	 * @param session told when the edge has greeted, and when the connection is lost
	 * @param options the client's options
	 * @param dispatcher takes what goes wrong
	 * @param wireLog logs the messages
	 * @param conversation takes what the edge tells and asks
	 * @param replies takes what the edge replies
	 */
	SessionReader(PipeSession session, Options options, Dispatcher dispatcher, WireLog wireLog,
			Conversation conversation, PendingReplies replies) {
		this.session = session;
		this.options = options;
		this.codec = options.protocol().codec();
		this.dispatcher = dispatcher;
		this.wireLog = wireLog;
		this.conversation = conversation;
		this.replies = replies;
	}

	/**
	 * The edge has greeted and confirmed the subscriptions. The session is told at the
	 * end of the text that said so, which may hold more messages: from then on another
	 * thread may touch what is early.
	 * @param joined what it answered
	 */
	void ready(Joined joined) {
		this.ready = true;
		this.joined = joined;
	}

	/**
	 * Hand on what comes from now on, and what has come already.
	 */
	void open() {
		this.early.forEach((notification) -> this.conversation.deliver(notification.notification, notification.size));
		this.early.clear();
		this.phase = Phase.OPEN;
		resume();
	}

	/**
	 * Whether what comes is handed on.
	 * @return {@code true} once the reader is {@linkplain #open() open}
	 */
	boolean isOpen() {
		return this.phase == Phase.OPEN;
	}

	/**
	 * Read on, if reading has been paused and there is room again. Called by any thread.
	 */
	void resume() {
		if (this.paused.get() && mayRead() && this.paused.compareAndSet(true, false)) {
			request(1);
		}
	}

	/**
	 * Whether nothing is read at the moment. Called by any thread.
	 * @return {@code true} if so
	 */
	boolean isPaused() {
		return this.paused.get();
	}

	/**
	 * Why a reply may not have been seen although the edge has sent it. Called by any
	 * thread.
	 * @return what is to be said about it, empty if there is nothing to say
	 */
	String whyNoReply() {
		return (this.paused.get() && !mayRead())
				? ". Nothing is read while unacknowledged deliveries fill receiveBuffer, "
						+ this.options.receiveBuffer() + " bytes"
				: "";
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		subscription.request(1);
	}

	@Override
	protected void hookOnNext(WebSocketMessage message) {
		if (this.session.hasEnded()) {
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

	@Override
	protected void hookOnComplete() {
		this.session.lost(null);
	}

	@Override
	protected void hookOnError(Throwable ex) {
		this.session.lost(ex);
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
			this.session
				.abort(new PipeConnectionException("The edge has not confirmed the subscriptions but sent more than "
						+ "receiveBuffer, " + this.options.receiveBuffer() + " bytes, allows", null));
		}
		else if (notification instanceof PipeNotification.ConnectionEstablished established) {
			this.socketId = established.socketId();
			this.conversation.greeted(established);
		}
	}

	private void checkReady() {
		String socketId = this.socketId;
		if (this.phase == Phase.GREETING && this.ready && socketId != null) {
			this.phase = Phase.GREETED;
			this.session.established(socketId, this.joined);
		}
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

	private enum Phase {

		/** The edge has yet to greet and to confirm the subscriptions. */
		GREETING,

		/** It has, and the listener has yet to open the session. */
		GREETED,

		/** Open for everything. */
		OPEN

	}

	private record Early(PipeNotification notification, int size) {

	}

}
