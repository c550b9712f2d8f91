/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.Secret;

/**
 * The sockets of a run, all on one event loop, which alone touches them.
 */
final class Fleet implements AutoCloseable {

	private static final int MAX_FAILED = 50;

	private static final int FIRST_SOURCE = 2;

	private final Network network;

	private final Settings settings;

	private final Dialect dialect;

	private final String handshake;

	private final InetSocketAddress server;

	private final int sources;

	private final int inFlight;

	private final List<Client> clients = new ArrayList<>();

	private volatile Traffic traffic = Traffic.NONE;

	private int wanted;

	private int connecting;

	private int ready;

	private int failed;

	private int lost;

	private int receiveBuffer;

	private CompletableFuture<Void> opened = new CompletableFuture<>();

	Fleet(Network network, Settings settings) {
		this.network = network;
		this.settings = settings;
		this.dialect = Dialect.of(settings.text("dialect", "pusher"));
		this.handshake = this.dialect.handshake(settings);
		this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.integer("port", 0));
		this.sources = settings.integer("sources", 1);
		this.inFlight = settings.integer("inflight", 64);
	}

	Dialect dialect() {
		return this.dialect;
	}

	String handshake() {
		return this.handshake;
	}

	Traffic traffic() {
		return this.traffic;
	}

	void traffic(Traffic traffic) {
		this.traffic = traffic;
	}

	List<Client> clients() {
		return this.clients;
	}

	int ready() {
		return this.ready;
	}

	int lost() {
		return this.lost;
	}

	void receiveBuffer(int bytes) {
		this.receiveBuffer = bytes;
	}

	// The channels of a socket: one of them where there are fewer than sockets, otherwise
	// its share of them.
	String[] channelsOf(int index) {
		int channels = this.settings.integer("channels", 1);
		int sockets = this.settings.integer("conns", 1);
		if (channels == 0) {
			return new String[0];
		}
		if (this.settings.text("private", "false").equals("true")) {
			return new String[] { "private-" + index };
		}
		if (channels == 1) {
			return new String[] { "bench" };
		}
		String[] names = new String[Math.max(1, channels / sockets)];
		for (int i = 0; i < names.length; i++) {
			names[i] = "bench-" + (index + i * sockets) % channels;
		}
		return names;
	}

	String authorize(String socketId, String channel) {
		return ChannelSignature.authorize(this.settings.text("key", "key"),
				Secret.of(this.settings.text("secret", "secret")), socketId, channel, null);
	}

	/**
	 * Open sockets and wait until they are all there. Not to be called on the loop.
	 * @param count how many more
	 * @throws InterruptedException if this thread is interrupted
	 */
	void open(int count) throws InterruptedException {
		CompletableFuture<Void> opened = new CompletableFuture<>();
		this.network.loop().execute(() -> {
			this.opened = opened;
			this.wanted = this.clients.size() + count;
			connectMore();
		});
		int before = -1;
		while (true) {
			try {
				opened.get(15, TimeUnit.SECONDS);
				return;
			}
			catch (TimeoutException ex) {
				int now = this.network.call(() -> this.ready + this.failed);
				if (now == before) {
					throw new IllegalStateException("No socket has made progress for 15 s, " + now + " are open");
				}
				before = now;
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex.getCause());
			}
		}
	}

	private void connectMore() {
		while (this.clients.size() < this.wanted && this.connecting < this.inFlight) {
			connect();
		}
		if (this.clients.size() == this.wanted && this.connecting == 0) {
			this.opened.complete(null);
		}
	}

	private void connect() {
		int index = this.clients.size();
		Client client = new Client(this, index, channelsOf(index));
		this.clients.add(client);
		this.connecting++;
		Bootstrap bootstrap = this.network.bootstrap().handler(new ChannelInitializer<SocketChannel>() {

			@Override
			protected void initChannel(SocketChannel channel) {
				channel.pipeline().addLast(client);
			}

		});
		if (this.receiveBuffer > 0) {
			bootstrap.option(ChannelOption.SO_RCVBUF, this.receiveBuffer);
		}
		if (this.sources > 1) {
			if (this.network.isEpoll()) {
				bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
			}
			bootstrap.localAddress("127.0.0." + (FIRST_SOURCE + index % this.sources), 0);
		}
		bootstrap.connect(this.server).addListener((ChannelFutureListener) (future) -> connected(client, future));
	}

	private static void connected(Client client, ChannelFuture future) {
		if (!future.isSuccess()) {
			client.failed(String.valueOf(future.cause()));
		}
	}

	void ready(Client client) {
		this.ready++;
		this.connecting--;
		connectMore();
	}

	void ended(Client client, boolean wasReady, String why) {
		if (wasReady) {
			this.ready--;
			this.lost++;
			return;
		}
		if (this.failed++ < 3) {
			System.err.println("Socket " + client.index() + ": " + why);
		}
		this.connecting--;
		if (this.failed > MAX_FAILED) {
			this.opened.completeExceptionally(new IllegalStateException("More than 50 sockets failed: " + why));
		}
		else {
			connectMore();
		}
	}

	int failed() {
		return this.failed;
	}

	@Override
	public void close() {
		this.network.call(() -> {
			this.traffic = Traffic.NONE;
			List.copyOf(this.clients).forEach(Client::close);
			return null;
		});
	}

}
