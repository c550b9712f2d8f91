/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.peer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.GlobalEventExecutor;

/**
 * Netty with its usual pipeline: whatever a socket sends goes to all, a frame for each.
 */
public final class NettyPeer {

	private NettyPeer() {
	}

	/**
	 * Start it.
	 * @param args the port
	 */
	public static void main(String[] args) {
		ChannelGroup all = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
		new ServerBootstrap().group(new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory()))
			.channel(EpollServerSocketChannel.class)
			.childHandler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel channel) {
					channel.pipeline()
						.addLast(new HttpServerCodec(), new HttpObjectAggregator(65536),
								new WebSocketServerProtocolHandler("/"), new Broadcast(all));
				}

			})
			.bind("127.0.0.1", Integer.parseInt(args[0]))
			.syncUninterruptibly();
	}

	/**
	 * The end of the pipeline.
	 */
	private static final class Broadcast extends SimpleChannelInboundHandler<TextWebSocketFrame> {

		private final ChannelGroup all;

		private Broadcast(ChannelGroup all) {
			this.all = all;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			this.all.add(context.channel());
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
			this.all.writeAndFlush(new TextWebSocketFrame(frame.text()));
		}

	}

}
