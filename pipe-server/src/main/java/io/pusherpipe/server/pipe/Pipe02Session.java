/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import io.netty.buffer.ByteBuf;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.Pipe02Codec;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Connection;
import io.pusherpipe.server.net.ConnectionHandler;
import io.pusherpipe.server.net.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backend's Pipe, in protocol 0.2 or older. Belongs to its connection's loop.
 */
final class Pipe02Session implements ConnectionHandler, PipeSession {

	private static final Logger logger = LoggerFactory.getLogger(Pipe02Session.class);

	private final PipeContext context;

	private final App app;

	private final Connection connection;

	private final String id;

	private final PipeRequests requests;

	private final boolean legacy;

	// Replaced on this session's loop, read on the loops of sockets and channels.
	private volatile Set<PipeEventType> eventTypes;

	Pipe02Session(PipeContext context, App app, Connection connection, boolean legacy) {
		this.context = context;
		this.app = app;
		this.connection = connection;
		this.id = context.node().nextSocketId();
		this.requests = new PipeRequests(app, connection.loop(), context);
		this.legacy = legacy;
		// A client without a version cannot subscribe, and expects what there was then.
		this.eventTypes = legacy ? EnumSet.of(PipeEventType.SOCKET_EXISTENCE, PipeEventType.SOCKET_MESSAGE)
				: EnumSet.noneOf(PipeEventType.class);
	}

	@Override
	public App app() {
		return this.app;
	}

	@Override
	public Loop loop() {
		return this.connection.loop();
	}

	@Override
	public void onOpen() {
		send(new PipeNotification.ConnectionEstablished(this.id));
		this.context.pipes().add(this);
		this.context.notifier().add(this);
		logger.info("Pipe {} of {} opened from {}, protocol {}", this.id, this.app, this.connection.remoteAddress(),
				this.legacy ? "before 0.2" : Pipe02Codec.VERSION);
	}

	@Override
	public void onText(byte[] utf8) {
		try {
			take(Pipe02Codec.INSTANCE.decodeRequest(utf8));
		}
		catch (ProtocolException ex) {
			send(new PipeNotification.Failure(
					new PipeError(PipeError.BAD_REQUEST, "Not a request: " + ex.getMessage())));
		}
	}

	private void take(PipeRequest request) {
		try {
			if (request.command() instanceof PipeRequest.Subscribe subscribe) {
				change(request.id(), subscribe.eventTypes(), Set::addAll);
			}
			else if (request.command() instanceof PipeRequest.Unsubscribe unsubscribe) {
				change(request.id(), unsubscribe.eventTypes(), Set::removeAll);
			}
			else {
				this.requests.handle(request).thenAccept(this::send);
			}
		}
		catch (RequestException ex) {
			send(PipeReply.failure(request.id(), ex.error()));
		}
	}

	private void change(RawJson requestId, List<String> names,
			BiConsumer<Set<PipeEventType>, Set<PipeEventType>> change) throws RequestException {
		Set<PipeEventType> types = EventTypes.of(names);
		EnumSet<PipeEventType> changed = EnumSet.copyOf(this.eventTypes);
		change.accept(changed, types);
		this.eventTypes = changed;
		send(PipeReply.success(requestId, JsonWriter.object().strings("events", names).toRawJson()));
	}

	@Override
	public void onClosed() {
		this.context.notifier().remove(this);
		if (this.context.pipes().remove(this)) {
			logger.info("Pipe {} of {} closed", this.id, this.app);
		}
	}

	boolean wants(PipeEventType type) {
		return this.eventTypes.contains(type);
	}

	// May be called on any loop, and keeps the order of each.
	void notifyOf(ByteBuf frame) {
		frame.retain();
		loop().executeLater(() -> {
			try {
				this.connection.sendShared(frame);
			}
			finally {
				frame.release();
			}
		});
	}

	private void send(PipeMessage message) {
		this.connection.send(Pipe02Codec.INSTANCE.encode(message));
	}

	@Override
	public void close(CloseCode code) {
		this.connection.close(code);
	}

}
