/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;
import io.netty.util.AttributeKey;
import io.netty.util.NetUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the PROXY protocol's header, with which a load balancer says whose bytes it
 * passes on, and leaves.
 */
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> {

	/** Where the connection comes from in truth. */
	static final AttributeKey<SocketAddress> ADDRESS = AttributeKey.valueOf(ProxyHeader.class, "address");

	private static final Logger logger = LoggerFactory.getLogger(ProxyHeader.class);

	@Override
	protected void channelRead0(ChannelHandlerContext context, HAProxyMessage header) {
		String source = header.sourceAddress();
		// The load balancer's own connections name nobody, and a Unix socket is no
		// address to tell anybody.
		byte[] address = (source != null) ? NetUtil.createByteArrayFromIpAddressString(source) : null;
		if (source != null && address != null) {
			context.channel().attr(ADDRESS).set(new InetSocketAddress(source, header.sourcePort()));
		}
		context.pipeline().remove(this);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof HAProxyProtocolException) {
			logger.warn("Closing a connection from {}: proxyProtocol is on, but it does not begin with a PROXY header",
					context.channel().remoteAddress());
			context.close();
		}
		else {
			context.fireExceptionCaught(cause);
		}
	}

}
