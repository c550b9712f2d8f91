/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import reactor.core.publisher.Sinks;

/**
 * Stands before Reactor Netty until the WebSocket's handshake is done, and keeps a failed
 * one from it: Reactor Netty would log a stack trace for each, and would not tell what
 * the edge said.
 */
final class HandshakeGuard extends ChannelInboundHandlerAdapter {

	private static final int MAX_TEXT = 200;

	private final Sinks.Empty<Void> failure;

	/**
	 * Create a guard.
	 * @param failure is told if the handshake fails
	 */
	HandshakeGuard(Sinks.Empty<Void> failure) {
		this.failure = failure;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (!(message instanceof FullHttpResponse response)) {
			context.fireChannelRead(message);
		}
		else if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
			context.pipeline().remove(this);
			context.fireChannelRead(message);
		}
		else {
			String text = text(response);
			int status = response.status().code();
			ReferenceCountUtil.release(message);
			fail(new Refusal(status, text));
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		fail(new IOException("the connection was closed during the handshake"));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable ex) {
		fail(ex);
	}

	private void fail(Throwable ex) {
		// Only the first failure tells why.
		this.failure.tryEmitError(ex);
	}

	private static String text(FullHttpResponse response) {
		String text = response.content().toString(StandardCharsets.UTF_8).strip();
		text = text.replaceAll("[\\p{Cntrl}]+", " ");
		return (text.length() <= MAX_TEXT) ? text : text.substring(0, MAX_TEXT) + "...";
	}

	/**
	 * The edge's answer was another than 101.
	 */
	static final class Refusal extends IOException {

		private static final long serialVersionUID = 1L;

		private final int status;

		Refusal(int status, String text) {
			super("HTTP " + status + (text.isEmpty() ? "" : ", " + text));
			this.status = status;
		}

		int status() {
			return this.status;
		}

	}

}
