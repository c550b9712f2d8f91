/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.pusherpipe.protocol.auth.RequestSignature;
import io.pusherpipe.protocol.auth.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A connection that publishes over HTTP, one signed {@code POST /apps/{id}/events} after
 * the other. It comes back when the server hangs up after an answer.
 */
final class HttpPublisher {

	private final Network network;

	private final int port;

	private final String appId;

	private final String key;

	private final Secret secret;

	private final Consumer<HttpPublisher> idle;

	private final StringBuilder response = new StringBuilder();

	private @Nullable Channel channel;

	private byte @Nullable [] request;

	private boolean closed;

	private int errors;

	HttpPublisher(Network network, Settings settings, Consumer<HttpPublisher> idle) {
		this.network = network;
		this.port = settings.integer("port", 0);
		this.appId = settings.text("app", "1");
		this.key = settings.text("key", "key");
		this.secret = Secret.of(settings.text("secret", "secret"));
		this.idle = idle;
	}

	void connect() {
		this.network.bootstrap().handler(new ChannelInitializer<Channel>() {

			@Override
			protected void initChannel(Channel channel) {
				channel.pipeline().addLast(new Link());
			}

		}).connect("127.0.0.1", this.port).addListener((ChannelFutureListener) (future) -> {
			if (!future.isSuccess()) {
				this.errors++;
			}
		});
	}

	int errors() {
		return this.errors;
	}

	void publish(String channel, String payload) {
		byte[] body = ("{\"name\":\"bench\",\"channel\":\"" + channel + "\",\"data\":\"" + payload + "\"}")
			.getBytes(StandardCharsets.UTF_8);
		String path = "/apps/" + this.appId + "/events";
		Map<String, String> parameters = new TreeMap<>(
				Map.of("auth_key", this.key, "auth_timestamp", Long.toString(System.currentTimeMillis() / 1000),
						"auth_version", "1.0", "body_md5", RequestSignature.bodyMd5(body)));
		String signature = RequestSignature.sign(this.secret, "POST", path, parameters);
		StringBuilder head = new StringBuilder("POST ").append(path).append('?');
		parameters.forEach((name, value) -> head.append(name).append('=').append(value).append('&'));
		head.append("auth_signature=").append(signature);
		head.append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(this.port);
		head.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(body.length).append("\r\n\r\n");
		byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
		byte[] request = Arrays.copyOf(start, start.length + body.length);
		System.arraycopy(body, 0, request, start.length, body.length);
		this.request = request;
		send();
	}

	private void send() {
		if (this.channel != null && this.request != null) {
			this.channel.writeAndFlush(Unpooled.wrappedBuffer(this.request), this.channel.voidPromise());
		}
	}

	void close() {
		this.closed = true;
		if (this.channel != null) {
			this.channel.close();
		}
	}

	private void take(ByteBuf in) {
		this.response.append(in.toString(StandardCharsets.ISO_8859_1));
		int head = this.response.indexOf("\r\n\r\n");
		if (head < 0) {
			return;
		}
		String header = this.response.substring(0, head + 2);
		int at = header.toLowerCase(Locale.ROOT).indexOf("content-length:");
		int body = (at >= 0) ? Integer.parseInt(header.substring(at + 15, header.indexOf('\r', at)).trim()) : 0;
		if (this.response.length() < head + 4 + body) {
			return;
		}
		if (!header.startsWith("HTTP/1.1 2") && this.errors++ == 0) {
			System.err.println("Publishing: " + this.response);
		}
		this.response.setLength(0);
		this.request = null;
		this.idle.accept(this);
	}

	/**
	 * One connection of it.
	 */
	private final class Link extends ChannelInboundHandlerAdapter {

		@Override
		public void channelActive(ChannelHandlerContext context) {
			HttpPublisher.this.channel = context.channel();
			HttpPublisher.this.response.setLength(0);
			if (HttpPublisher.this.request != null) {
				send();
			}
			else {
				HttpPublisher.this.idle.accept(HttpPublisher.this);
			}
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ByteBuf in = (ByteBuf) message;
			try {
				take(in);
			}
			finally {
				in.release();
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			HttpPublisher.this.channel = null;
			if (!HttpPublisher.this.closed) {
				connect();
			}
		}

	}

}
