/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Connection;
import io.pusherpipe.server.net.ConnectionHandler;
import io.pusherpipe.server.socket.Acceptance;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketListener;
import org.jspecify.annotations.Nullable;

/**
 * A Pipe of protocol 1.0 that is in no group: it has requests carried out, is told of the
 * requests of browsers, and decides.
 */
final class PlainSession implements ConnectionHandler, SocketListener, Decider {

	private final App app;

	private final Connection connection;

	private final PipeRequests requests;

	private final RequestsEdge edge;

	private final Set<String> decides;

	private final Acceptance acceptance;

	private final AtomicInteger asked = new AtomicInteger();

	private final Map<RawJson, CompletableFuture<PipeReply>> questions = new ConcurrentHashMap<>();

	private volatile boolean open;

	PlainSession(RequestsEdge edge, Connection connection, Set<String> decides, Acceptance acceptance) {
		this.app = edge.app();
		this.connection = connection;
		this.requests = new PipeRequests(edge.app(), connection.loop(), edge.context());
		this.edge = edge;
		this.decides = decides;
		this.acceptance = acceptance;
	}

	@Override
	public void onOpen() {
		this.open = true;
		this.edge.opened(this);
		send(new PipeNotification.ConnectionEstablished("1.1"));
	}

	@Override
	public void onText(byte[] utf8) {
		for (PipeMessage message : Pipe10Codec.INSTANCE.decodeFromBackend(utf8)) {
			if (message instanceof PipeRequest request) {
				this.requests.handle(request).thenAccept(this::send);
			}
			else if (message instanceof PipeReply reply) {
				CompletableFuture<PipeReply> question = this.questions.remove(reply.id());
				if (question != null) {
					question.complete(reply);
				}
			}
		}
	}

	@Override
	public void onClosed() {
		this.open = false;
		this.edge.closed(this);
		this.questions.values()
			.forEach((question) -> question.completeExceptionally(new IllegalStateException("closed")));
	}

	@Override
	public void opened(Socket socket) {
	}

	@Override
	public void sent(Socket socket, PusherMessage message, @Nullable String userId) {
	}

	@Override
	public Acceptance requested(Socket socket, PusherMessage message, String request) {
		if (this.acceptance == Acceptance.TAKEN) {
			tell(new PipeNotification.SocketMessage(socket.id(), message.event(), message.data(), message.channel(),
					null, request));
		}
		return this.acceptance;
	}

	@Override
	public void closed(Socket socket) {
	}

	@Override
	public App app() {
		return this.app;
	}

	@Override
	public boolean decides(String what) {
		return this.decides.contains(what);
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public CompletionStage<PipeReply> ask(Command question) {
		RawJson id = RawJson.of(Integer.toString(this.asked.incrementAndGet()));
		CompletableFuture<PipeReply> reply = new CompletableFuture<>();
		this.questions.put(id, reply);
		tell(new PipeRequest(id, question));
		return reply;
	}

	private void tell(PipeMessage message) {
		this.connection.loop().executeLater(() -> send(message));
	}

	private void send(PipeMessage message) {
		this.connection.send(Pipe10Codec.INSTANCE.encode(message));
	}

}
