/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;
import java.util.Set;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeCodec;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import reactor.core.publisher.Mono;

/**
 * Protocol 0.2: subscribes to event types, and holds back the edge by not reading.
 */
final class LegacyConversation implements Conversation {

	private final PipeSession session;

	private final Options options;

	private final PipeCodec codec;

	private final Dispatcher dispatcher;

	private final Deliveries deliveries;

	private final Set<PipeEventType> eventTypes;

	private final RawJson subscribeId;

	private final Heartbeat heartbeat;

	private boolean greeted;

	private boolean subscribed;

	/**
	 * Create a conversation.
	 * @param session what carries it
	 * @param options the client's options
	 * @param dispatcher takes what the edge tells
	 * @param deliveries takes it too, and tells whether there is room for more
	 * @param eventTypes what to subscribe to
	 * @param subscribeId the id of the request that does so
	 */
	LegacyConversation(PipeSession session, Options options, Dispatcher dispatcher, Deliveries deliveries,
			Set<PipeEventType> eventTypes, RawJson subscribeId) {
		this.session = session;
		this.options = options;
		this.codec = options.protocol().codec();
		this.dispatcher = dispatcher;
		this.deliveries = deliveries;
		this.eventTypes = eventTypes;
		this.subscribeId = subscribeId;
		this.subscribed = eventTypes.isEmpty();
		this.heartbeat = new Heartbeat(options.scheduler(), options.heartbeatInterval(), options.heartbeatTimeout(),
				() -> !session.isPaused(), () -> session.ping(new byte[0]),
				() -> session.abort(new PipeConnectionException("Nothing has come from the edge for "
						+ options.heartbeatInterval().plus(options.heartbeatTimeout()).toMillis()
						+ " ms, although it was pinged", null)));
	}

	@Override
	public void begin() {
		this.heartbeat.start();
		if (!this.subscribed) {
			List<String> names = this.eventTypes.stream().map(PipeEventType::wireName).toList();
			byte[] message = this.codec.encode(new PipeRequest(this.subscribeId, new PipeRequest.Subscribe(names)));
			this.session.send(() -> message);
		}
	}

	@Override
	public void greeted(PipeNotification.ConnectionEstablished established) {
		this.greeted = true;
		checkReady();
	}

	@Override
	public void alive() {
		this.heartbeat.alive();
	}

	@Override
	public void pong(byte[] payload) {
		// A sign of life like any other.
	}

	@Override
	public boolean replied(PipeReply reply) {
		if (this.subscribed || !reply.id().equals(this.subscribeId)) {
			return false;
		}
		if (reply.error() != null) {
			this.dispatcher.error(new PipeEdgeException("The edge refuses the subscription to " + this.eventTypes + ": "
					+ reply.error().message() + " (code " + reply.error().code() + ")", reply.error().code()));
		}
		this.subscribed = true;
		checkReady();
		return true;
	}

	private void checkReady() {
		if (this.greeted && this.subscribed) {
			this.session.ready(Joined.NOTHING);
		}
	}

	@Override
	public void asked(PipeRequest request) {
		// This version's edge does not ask.
	}

	@Override
	public void deliver(PipeNotification notification, int size) {
		this.dispatcher.dispatch(notification, false);
		this.deliveries.add(notification, size);
	}

	@Override
	public int maxEarly() {
		return this.options.receiveBuffer();
	}

	@Override
	public boolean mayRead() {
		return this.deliveries.hasRoom(this.session::awaitsReply);
	}

	@Override
	public PipeSubscription fitted(PipeSubscription wanted) {
		return wanted;
	}

	@Override
	public boolean hasLeft() {
		return false;
	}

	@Override
	public Mono<Void> leave() {
		return Mono.empty();
	}

	@Override
	public int unacknowledged() {
		return 0;
	}

	@Override
	public void end() {
		this.heartbeat.stop();
	}

}
