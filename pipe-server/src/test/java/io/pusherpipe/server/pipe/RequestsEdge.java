/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppRegistry;
import io.pusherpipe.server.channel.ChannelListener;
import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.cluster.Node;
import io.pusherpipe.server.group.Census;
import io.pusherpipe.server.group.Groups;
import io.pusherpipe.server.net.HttpEndpoint;
import io.pusherpipe.server.net.HttpExchange;
import io.pusherpipe.server.net.Listener;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.net.Transport;
import io.pusherpipe.server.net.WebSocketOptions;
import io.pusherpipe.server.socket.Acceptance;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketAdmission;
import io.pusherpipe.server.socket.SocketContext;
import io.pusherpipe.server.socket.SocketEndpoint;
import io.pusherpipe.server.socket.SocketListener;
import io.pusherpipe.server.socket.SocketRegistry;
import io.pusherpipe.server.tally.ConnectionKind;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.user.Users;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * As much of an edge as requests need, for each test, on a port of its own and with a
 * clock that the test can turn.
 */
final class RequestsEdge
		implements BeforeEachCallback, AfterEachCallback, SocketListener, ChannelListener, HttpEndpoint {

	private static final WebSocketOptions OPTIONS = new WebSocketOptions(1024 * 1024, 8 * 1024 * 1024,
			Duration.ofHours(1), Duration.ofHours(1));

	private final App app;

	private final List<PlainSession> sessions = new CopyOnWriteArrayList<>();

	private final MockTicker ticker = Ticker.newMockTicker();

	private final Deciders deciders = new Deciders();

	@SuppressWarnings("NullAway.Init")
	private Loops loops;

	@SuppressWarnings("NullAway.Init")
	private PipeContext context;

	@SuppressWarnings("NullAway.Init")
	private Listener listener;

	RequestsEdge(App app) {
		this.app = app;
	}

	@Override
	public void beforeEach(ExtensionContext extension) {
		this.loops = new Loops(Transport.NIO, 3, this.ticker);
		Node node = new Node();
		SocketRegistry sockets = new SocketRegistry();
		Channels channels = new Channels(this.loops, this, 0);
		Users users = new Users(this.loops);
		this.context = new PipeContext(node, new Pipes(), new Pipe02Notifier(),
				new Groups(List.of(this.app), this.loops, Census.NONE, 1 << 20), sockets, channels, users,
				this.deciders, new RecentRequests(this.ticker), (app, command) -> {
				});
		SocketAdmission admission = new SocketAdmission(new AppRegistry(List.of(this.app)),
				new SocketContext(node, sockets, channels, users, this, this.deciders, Duration.ofMinutes(2)));
		this.listener = Listener.bind(this.loops, Transport.NIO,
				new Listener.Options(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null, "", 1024, 0,
						false),
				List.of(this, new SocketEndpoint(admission, OPTIONS)));
	}

	@Override
	public void afterEach(ExtensionContext extension) {
		this.listener.close();
		this.loops.shutdown();
	}

	@Override
	public boolean handle(HttpExchange exchange) {
		String kind = exchange.target().pathAfter("/pipe/");
		if (kind == null) {
			return false;
		}
		String[] words = kind.split(",", -1);
		Acceptance acceptance = Acceptance.valueOf(words[0]);
		exchange.upgrade(OPTIONS, exchange.loop().tally(this.app.id()).traffic(ConnectionKind.PIPE),
				(connection) -> new PlainSession(this, connection, Set.of(words), acceptance));
		return true;
	}

	void opened(PlainSession session) {
		this.sessions.add(session);
		this.deciders.add(session);
	}

	void closed(PlainSession session) {
		this.sessions.remove(session);
		this.deciders.remove(session);
	}

	App app() {
		return this.app;
	}

	PipeContext context() {
		return this.context;
	}

	MockTicker ticker() {
		return this.ticker;
	}

	Browser browser() {
		return new Browser(this.listener.address().getPort());
	}

	/**
	 * A backend that takes no requests of browsers.
	 */
	PlainPipe pipe() {
		return pipe(Acceptance.UNWANTED);
	}

	PlainPipe pipe(Acceptance acceptance, String... decides) {
		return new PlainPipe(this.listener.address().getPort(),
				"/pipe/" + acceptance + ((decides.length > 0) ? "," + String.join(",", decides) : ""));
	}

	/**
	 * Ask the member first that has come as this one, from 0.
	 */
	void prefer(int index) {
		this.deciders.prefer((app, socketId) -> List.of(this.sessions.get(index)));
	}

	@Override
	public void opened(Socket socket) {
	}

	@Override
	public void sent(Socket socket, PusherMessage message, @Nullable String userId) {
	}

	@Override
	public Acceptance requested(Socket socket, PusherMessage message, String request) {
		return this.sessions.stream()
			.map((session) -> session.requested(socket, message, request))
			.reduce(Acceptance.UNWANTED, Acceptance::or);
	}

	@Override
	public void closed(Socket socket) {
	}

}
