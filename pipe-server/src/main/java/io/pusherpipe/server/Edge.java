/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.netty.util.concurrent.Ticker;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.server.app.AppRegistry;
import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.cluster.Node;
import io.pusherpipe.server.fallback.FallbackEndpoint;
import io.pusherpipe.server.group.Groups;
import io.pusherpipe.server.http.HealthEndpoint;
import io.pusherpipe.server.http.RestEndpoint;
import io.pusherpipe.server.net.HttpEndpoint;
import io.pusherpipe.server.net.ListenException;
import io.pusherpipe.server.net.Listener;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.net.Transport;
import io.pusherpipe.server.net.WebSocketOptions;
import io.pusherpipe.server.pipe.Deciders;
import io.pusherpipe.server.pipe.GroupEvents;
import io.pusherpipe.server.pipe.Pipe02Notifier;
import io.pusherpipe.server.pipe.PipeContext;
import io.pusherpipe.server.pipe.PipeEndpoint;
import io.pusherpipe.server.pipe.PipeSession;
import io.pusherpipe.server.pipe.Pipes;
import io.pusherpipe.server.pipe.RecentRequests;
import io.pusherpipe.server.socket.SocketAdmission;
import io.pusherpipe.server.socket.SocketContext;
import io.pusherpipe.server.socket.SocketEndpoint;
import io.pusherpipe.server.socket.SocketRegistry;
import io.pusherpipe.server.user.Users;
import io.pusherpipe.server.webhook.Webhooks;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one running edge, put together.
 */
final class Edge {

	private final Transport transport;

	private final Loops loops;

	private final Listener listener;

	private final SocketAdmission admission;

	private final SocketRegistry sockets;

	private final Groups groups;

	private final Pipes pipes;

	private final Webhooks webhooks;

	private final Drain drain;

	private final @Nullable EdgeMeters meters;

	private Edge(Transport transport, Loops loops, Listener listener, SocketAdmission admission, SocketRegistry sockets,
			Groups groups, Pipes pipes, Webhooks webhooks, Drain drain, @Nullable EdgeMeters meters) {
		this.transport = transport;
		this.loops = loops;
		this.listener = listener;
		this.admission = admission;
		this.sockets = sockets;
		this.groups = groups;
		this.pipes = pipes;
		this.webhooks = webhooks;
		this.drain = drain;
		this.meters = meters;
	}

	static Edge start(PipeServerBuilder builder) throws ListenException {
		Transport transport = builder.transport.resolve();
		AppRegistry apps = new AppRegistry(builder.apps);
		Ticker ticker = builder.ticker;
		Loops loops = new Loops(transport, builder.workerThreads, ticker);
		Webhooks webhooks = new Webhooks(loops, builder.apps, builder.clock);
		EdgeMeters meters = (builder.meters != null) ? builder.meters.get() : null;
		try {
			Node node = new Node();
			SocketRegistry sockets = new SocketRegistry();
			Pipes pipes = new Pipes();
			Pipe02Notifier notifier = new Pipe02Notifier();
			// A member that is behind is to be told less, not to be thrown out.
			EdgeCensus census = new EdgeCensus(sockets);
			Groups groups = new Groups(builder.apps, loops, census, builder.maxPipeQueuedBytes / 4);
			Listeners listeners = new Listeners(notifier, new GroupEvents(groups), webhooks, builder.listener);
			Channels channels = new Channels(loops, listeners, builder.maxCacheBytes);
			census.channels(channels);
			Users users = new Users(loops);
			Deciders deciders = new Deciders();
			deciders.prefer((app, socketId) -> PipeEndpoint.deciders(groups.owners(app, socketId)));
			SocketAdmission admission = new SocketAdmission(apps,
					new SocketContext(node, sockets, channels, users, listeners, deciders, builder.activityTimeout));
			List<HttpEndpoint> endpoints = new ArrayList<>(List.of(
					// A Pipe's path has the shape of a socket's, and is told by its
					// signature.
					new PipeEndpoint(apps,
							new PipeContext(node, pipes, notifier, groups, sockets, channels, users, deciders,
									new RecentRequests(ticker), builder.listener::requested),
							new WebSocketOptions(builder.maxPipeMessageSize, builder.maxPipeQueuedBytes,
									builder.activityTimeout, builder.pongTimeout),
							builder.clock),
					new SocketEndpoint(admission,
							new WebSocketOptions(builder.maxMessageSize, builder.maxQueuedBytes,
									builder.activityTimeout, builder.pongTimeout, builder.compressionEnabled)),
					new RestEndpoint(apps, channels, sockets, users, builder.clock), new HealthEndpoint()));
			if (builder.fallbacksEnabled) {
				endpoints.add(new FallbackEndpoint(admission, builder.fallbackOptions()));
			}
			if (meters != null) {
				meters.bind(loops, builder.apps, groups);
			}
			Listener listener = Listener.bind(loops, transport,
					new Listener.Options(builder.socketAddress(), builder.sslContext, builder.pathPrefix,
							builder.maxRequestSize(), builder.trustedProxies, builder.proxyProtocol),
					endpoints);
			return new Edge(transport, loops, listener, admission, sockets, groups, pipes, webhooks,
					new Drain(loops, sockets, groups, pipes, builder.drainPeriod), meters);
		}
		catch (RuntimeException ex) {
			webhooks.close();
			loops.shutdown();
			if (meters != null) {
				meters.close();
			}
			throw ex;
		}
	}

	Transport transport() {
		return this.transport;
	}

	InetSocketAddress address() {
		return this.listener.address();
	}

	int socketCount() {
		return this.sockets.all().size();
	}

	boolean settle(Duration timeout) throws InterruptedException {
		this.loops.settle();
		boolean settled = await(timeout, () -> this.groups.isDrained().join());
		this.loops.settle();
		return settled;
	}

	void closePipes(CloseCode code) throws InterruptedException {
		List<PipeSession> open = this.pipes.all();
		open.forEach((pipe) -> pipe.loop().execute(() -> pipe.close(code)));
		await(Drain.CLOSING, () -> this.pipes.all().stream().noneMatch(open::contains));
	}

	private static boolean await(Duration timeout, BooleanSupplier condition) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - deadline > 0) {
				return false;
			}
			TimeUnit.MILLISECONDS.sleep(1);
		}
		return true;
	}

	void drain() {
		this.listener.close();
		this.admission.stop();
		this.drain.run();
		this.webhooks.stop();
	}

	void shutdown() {
		this.listener.close();
		this.webhooks.close();
		this.loops.shutdown();
		if (this.meters != null) {
			this.meters.close();
		}
	}

}
