/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netty.buffer.ByteBuf;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.EventNames;
import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.protocol.pusher.UserData;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.channel.Subscriber;
import io.pusherpipe.server.channel.Subscription;
import io.pusherpipe.server.net.Connection;
import io.pusherpipe.server.net.ConnectionHandler;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.tally.AppTally;
import io.pusherpipe.server.tally.Refusal;
import io.pusherpipe.server.tally.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A browser's socket: takes its messages one after the other and hands each to who is
 * responsible. Belongs to its connection's loop.
 */
public final class Socket implements ConnectionHandler, Subscriber {

	private static final byte[] PONG = PusherMessages.pong();

	private static final int MAX_MALFORMED_MESSAGES = 20;

	private static final int PROTOCOL_MESSAGES_PER_SECOND = 100;

	private final SocketContext context;

	private final App app;

	private final String id;

	private final Connection connection;

	private final boolean javaClient;

	// Most sockets neither sign in nor send events nor wait for a subscription. What is
	// for those who do is made when it is needed: 200 bytes for each socket.
	private @Nullable Signin signin;

	private final Subscriptions subscriptions;

	private @Nullable SentEvents sentEvents;

	private final RateLimit protocolMessages;

	// what came in while a subscription was under way
	private @Nullable Queue<Runnable> held;

	private @Nullable BrowserRequests requests;

	private byte malformed;

	private boolean closed;

	Socket(SocketContext context, App app, Connection connection, boolean javaClient) {
		this.context = context;
		this.app = app;
		this.id = context.node().nextSocketId();
		this.connection = connection;
		this.javaClient = javaClient;
		this.subscriptions = new Subscriptions(this);
		this.protocolMessages = new RateLimit(PROTOCOL_MESSAGES_PER_SECOND,
				PROTOCOL_MESSAGES_PER_SECOND + app.options().maxSubscriptions(), loop().nanoTime());
	}

	@Override
	public String id() {
		return this.id;
	}

	/**
	 * The application that the socket belongs to.
	 * @return the application
	 */
	public App app() {
		return this.app;
	}

	@Override
	public Loop loop() {
		return this.connection.loop();
	}

	// What happens in the socket's application on its loop.
	AppTally tally() {
		return this.connection.traffic().app();
	}

	Channels channels() {
		return this.context.channels();
	}

	// Whom the socket has signed in as.
	@Nullable UserData user() {
		return (this.signin != null) ? this.signin.user() : null;
	}

	// Whether the client is Pusher's for Java, which takes some messages otherwise than
	// the protocol means them.
	boolean isJavaClient() {
		return this.javaClient;
	}

	/**
	 * Send a text. To be called on the socket's loop.
	 * @param utf8 the text
	 */
	public void send(byte[] utf8) {
		this.connection.send(utf8);
	}

	/**
	 * Close the socket. To be called on the socket's loop.
	 * @param code the code, with its own reason
	 */
	public void close(CloseCode code) {
		this.connection.close(code);
	}

	/**
	 * Close the socket. To be called on the socket's loop.
	 * @param code the close code
	 * @param reason the reason, of at most 123 bytes
	 */
	public void close(int code, String reason) {
		this.connection.close(code, reason);
	}

	/**
	 * Answer a request of the socket's client. The first answer counts. To be called on
	 * the socket's loop.
	 * @param request what {@link SocketListener#requested} told; it need not be known
	 * @param result the answer
	 */
	public void reply(String request, RawJson result) {
		if (this.requests != null) {
			this.requests.answered(request, result);
		}
	}

	/**
	 * Tell the socket's client that its request has failed. The first answer counts. To
	 * be called on the socket's loop.
	 * @param request what {@link SocketListener#requested} told; it need not be known
	 * @param code why, as a code
	 * @param message why, for the client's eyes
	 */
	public void replyFailure(String request, int code, String message) {
		if (this.requests != null) {
			this.requests.failed(request, code, message);
		}
	}

	/**
	 * Subscribe the socket to a channel without its asking. May be called on any thread.
	 * @param channel the channel's name
	 * @param channelData who the socket is in a presence channel, or {@code null} for the
	 * signed-in user
	 * @return completes on the socket's loop when the socket is subscribed or has gone;
	 * fails with a {@link SubscriptionRefusal}
	 */
	public CompletionStage<@Nullable Void> subscribe(String channel, @Nullable String channelData) {
		CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();
		loop().executeLater(() -> inOrder(() -> {
			if (this.closed) {
				outcome.complete(null);
			}
			else {
				this.subscriptions.subscribe(channel, channelData, outcome);
			}
		}));
		return outcome;
	}

	/**
	 * End a subscription of the socket without its asking. May be called on any thread.
	 * @param channel the channel's name, which the socket need not be subscribed to
	 * @return completes on the socket's loop when nothing more is sent, or the socket has
	 * gone
	 */
	public CompletionStage<@Nullable Void> unsubscribe(String channel) {
		CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();
		loop().executeLater(() -> inOrder(() -> {
			boolean ending = this.subscriptions.end(channel, () -> {
				send(PusherMessages.socketEvent("pipe:unsubscribed",
						PusherMessages.encode(JsonWriter.object().string("channel", channel).toRawJson())));
				outcome.complete(null);
			});
			if (!ending) {
				outcome.complete(null);
			}
		}));
		return outcome;
	}

	/**
	 * What the socket is at present. May be called on any thread.
	 * @return completes on the socket's loop
	 */
	public CompletionStage<SocketState> state() {
		CompletableFuture<SocketState> state = new CompletableFuture<>();
		loop().executeLater(() -> {
			UserData user = user();
			state.complete(this.closed ? SocketState.GONE
					: new SocketState(true, this.subscriptions.channelNames(), (user != null) ? user.id() : null));
		});
		return state;
	}

	@Override
	public void onOpen() {
		if (!this.context.registry().add(this)) {
			this.connection.traffic().refused(Refusal.CONNECTION_QUOTA);
			refuse(CloseCode.OVER_CONNECTION_QUOTA);
			return;
		}
		send(PusherMessages.connectionEstablished(this.id, this.context.activityTimeout().toSeconds()));
		this.context.listener().opened(this);
		Duration timeout = this.app.options().authorizedConnectionsTimeout();
		if (!timeout.isZero()) {
			loop().after(timeout, this::closeUnlessAuthorized);
		}
	}

	private void closeUnlessAuthorized() {
		if (user() == null && !this.subscriptions.hasBeenAuthorized()) {
			refuse(CloseCode.UNAUTHORIZED);
		}
	}

	private void refuse(CloseCode code) {
		send(PusherMessages.error(code.code(), code.reason(), null));
		close(code);
	}

	@Override
	public void onText(byte[] utf8) {
		if (this.subscriptions.isPending()) {
			inOrder(() -> take(utf8));
		}
		else {
			take(utf8);
		}
	}

	// Messages count in the order in which they were sent, so nothing may overtake a
	// subscription whose outcome is open.
	private void inOrder(Runnable task) {
		if (this.subscriptions.isPending() && !this.closed) {
			if (this.held == null) {
				this.held = new ArrayDeque<>();
			}
			this.held.add(task);
			this.connection.setReading(false);
		}
		else {
			task.run();
		}
	}

	private void take(byte[] utf8) {
		if (this.closed) {
			return;
		}
		PusherMessage message;
		try {
			message = PusherMessage.read(utf8);
		}
		catch (ProtocolException ex) {
			malformed("Invalid message format: " + ex.getMessage());
			return;
		}
		if (EventNames.isPipe(message.event())) {
			takeRequest(message);
		}
		else if (!EventNames.isProtocol(message.event())) {
			sentEvents().take(message);
		}
		else if (!this.protocolMessages.allows(loop().nanoTime())) {
			tally().rejected().add(Rejection.PROTOCOL_RATE);
			refuse(CloseCode.OVER_CAPACITY);
		}
		else {
			takeProtocol(message);
		}
	}

	private void takeRequest(PusherMessage message) {
		if (this.requests == null) {
			this.requests = new BrowserRequests(this, this.context, sentEvents().backendEvents());
		}
		try {
			this.requests.take(message);
		}
		catch (ProtocolException ex) {
			malformed(abbreviate(message.event()) + ": " + ex.getMessage());
		}
	}

	private SentEvents sentEvents() {
		if (this.sentEvents == null) {
			this.sentEvents = new SentEvents(this, this.subscriptions, this.context);
		}
		return this.sentEvents;
	}

	private void takeProtocol(PusherMessage message) {
		try {
			switch (message.event()) {
				case "pusher:ping" -> send(PONG);
				case "pusher:pong" -> {
					// That something came in is all that a pong means.
				}
				case "pusher:subscribe" -> this.subscriptions.subscribe(message.data());
				case "pusher:signin" -> signIn(message.data());
				case "pusher:unsubscribe" -> this.subscriptions.unsubscribe(message.data());
				default -> malformed("Unknown event " + abbreviate(message.event()));
			}
		}
		catch (ProtocolException ex) {
			malformed(message.event() + ": " + ex.getMessage());
		}
	}

	private void signIn(@Nullable RawJson data) {
		if (this.signin == null) {
			this.signin = new Signin(this, this.context.users());
		}
		this.signin.signIn(data);
	}

	private void malformed(String what) {
		tally().rejected().add(Rejection.MALFORMED);
		error(null, what, null);
		if (this.malformed < MAX_MALFORMED_MESSAGES && ++this.malformed == MAX_MALFORMED_MESSAGES) {
			refuse(CloseCode.UNAUTHORIZED);
		}
	}

	// Tell the client of an error.
	void error(@Nullable Integer code, String message, @Nullable String channel) {
		send(PusherMessages.error(code, message, channel));
	}

	@Override
	public void deliver(ByteBuf frame) {
		this.connection.sendShared(frame);
	}

	@Override
	public void deliverCount(ChannelKey channel, ByteBuf frame) {
		// Pusher's client for Java would try to decrypt it.
		if (!this.javaClient || !channel.type().isEncrypted()) {
			this.connection.sendShared(frame);
		}
	}

	@Override
	public void subscribed(Subscription subscription, List<byte[]> texts) {
		texts.forEach(this::send);
		this.subscriptions.begun(subscription);
		takeHeld();
	}

	@Override
	public void refused(Subscription subscription, String reason) {
		this.subscriptions.full(subscription, reason);
		takeHeld();
	}

	private void takeHeld() {
		Queue<Runnable> held = this.held;
		if (held == null) {
			return;
		}
		while (!held.isEmpty() && !this.subscriptions.isPending() && this.connection.isOpen()) {
			held.remove().run();
		}
		if (held.isEmpty()) {
			this.held = null;
			this.connection.setReading(true);
		}
	}

	@Override
	public void onClosed() {
		this.closed = true;
		if (this.requests != null) {
			this.requests.end();
		}
		if (this.context.registry().remove(this)) {
			this.subscriptions.endAll();
			if (this.signin != null) {
				this.signin.end();
			}
			this.context.listener().closed(this);
		}
		// Messages find the socket closed; what a backend asked for is told so.
		Queue<Runnable> held = this.held;
		while (held != null && !held.isEmpty()) {
			held.remove().run();
		}
	}

	private static String abbreviate(String name) {
		return (name.length() <= 50) ? name : name.substring(0, 50) + "...";
	}

	@Override
	public String toString() {
		return "socket " + this.id;
	}

}
