/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.net.InetSocketAddress;
import java.util.List;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/**
 * The port that everything comes in by.
 */
public final class Listener {

	// Netty's own default for sockets
	private static final int MAX_READS = 16;

	private final Channel channel;

	private Listener(Channel channel) {
		this.channel = channel;
	}

	/**
	 * Begin to accept connections.
	 * @param loops the event loops to put them on
	 * @param transport the transport of the loops
	 * @param options where and how to listen
	 * @param endpoints what answers requests, asked in this order
	 * @return the listener, once it is bound
	 * @throws ListenException if the port cannot be bound
	 */
	public static Listener bind(Loops loops, Transport transport, Options options, List<HttpEndpoint> endpoints) {
		ChannelFuture bound = new ServerBootstrap().group(loops.group())
			.channel(transport.serverChannel())
			.option(ChannelOption.SO_REUSEADDR, true)
			// otherwise each connection has one of its own, of 32 bytes
			.childOption(ChannelOption.RECVBUF_ALLOCATOR,
					new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(MAX_READS))
			.childHandler(new Initializer(loops, options, List.copyOf(endpoints)))
			.bind(options.address())
			.awaitUninterruptibly();
		if (!bound.isSuccess()) {
			throw new ListenException(options.address(), bound.cause());
		}
		return new Listener(bound.channel());
	}

	/**
	 * Where the edge listens.
	 * @return the address, with the real port
	 */
	public InetSocketAddress address() {
		return (InetSocketAddress) this.channel.localAddress();
	}

	/**
	 * Accept no more connections.
	 */
	public void close() {
		this.channel.close().awaitUninterruptibly();
	}

	/**
	 * Where and how to listen.
	 *
	 * @param address the address and port
	 * @param sslContext TLS, or {@code null} for none
	 * @param pathPrefix the path under which the edge is mounted, empty for the root
	 * @param maxRequestSize how large a request's body may be, in bytes; a larger one is
	 * answered with 413
	 * @param trustedProxies how many proxies stand before the edge that tell in
	 * {@code X-Forwarded-For} whom they speak for; 0 to believe nobody
	 * @param proxyProtocol whether each connection begins with a PROXY protocol header
	 */
	public record Options(InetSocketAddress address, @Nullable SslContext sslContext, String pathPrefix,
			int maxRequestSize, int trustedProxies, boolean proxyProtocol) {

	}

	private static final class Initializer extends ChannelInitializer<Channel> {

		private final Loops loops;

		private final Options options;

		private final List<HttpEndpoint> endpoints;

		Initializer(Loops loops, Options options, List<HttpEndpoint> endpoints) {
			this.loops = loops;
			this.options = options;
			this.endpoints = endpoints;
		}

		@Override
		protected void initChannel(Channel channel) {
			ChannelPipeline pipeline = channel.pipeline();
			if (this.options.proxyProtocol()) {
				pipeline.addLast(new HAProxyMessageDecoder());
				pipeline.addLast(new ProxyHeader());
			}
			if (this.options.sslContext() != null) {
				pipeline.addLast(this.options.sslContext().newHandler(channel.alloc()));
			}
			pipeline.addLast(new HttpServerCodec());
			pipeline.addLast(new HttpObjectAggregator(this.options.maxRequestSize()));
			pipeline
				.addLast(new HttpConnection(channel, this.loops.of(channel.eventLoop()), this.options, this.endpoints));
		}

	}

}
