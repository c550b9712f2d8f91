/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.pusherpipe.server.tally.Traffic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection as long as it speaks HTTP: finds the endpoint for each request, one
 * request after the other, until one of them makes it a WebSocket. Belongs to the
 * connection's loop.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter implements Liveness.Watched {

	private static final Logger logger = LoggerFactory.getLogger(HttpConnection.class);

	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

	private final Channel channel;

	private final Loop loop;

	private final String pathPrefix;

	private final int trustedProxies;

	private final List<HttpEndpoint> endpoints;

	private final Liveness liveness;

	private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();

	private boolean answering;

	private boolean dispatching;

	private @Nullable HttpStream stream;

	HttpConnection(Channel channel, Loop loop, Listener.Options options, List<HttpEndpoint> endpoints) {
		this.channel = channel;
		this.loop = loop;
		this.pathPrefix = options.pathPrefix();
		this.trustedProxies = options.trustedProxies();
		this.endpoints = endpoints;
		this.liveness = new Liveness(loop.idleWheel(), IDLE_TIMEOUT, Duration.ZERO, this);
	}

	Loop loop() {
		return this.loop;
	}

	boolean isSecure() {
		return this.channel.pipeline().get(SslHandler.class) != null;
	}

	SocketAddress remoteAddress() {
		// Asking for an attribute that is not there would make it, 48 bytes for each
		// socket.
		SocketAddress proxied = this.channel.hasAttr(ProxyHeader.ADDRESS) ? this.channel.attr(ProxyHeader.ADDRESS).get()
				: null;
		return (proxied != null) ? proxied : this.channel.remoteAddress();
	}

	int trustedProxies() {
		return this.trustedProxies;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.liveness.start();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		this.liveness.stop();
		this.waiting.forEach(ReferenceCountUtil::release);
		this.waiting.clear();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.liveness.alive();
		if (!(message instanceof FullHttpRequest request)) {
			ReferenceCountUtil.release(message);
			return;
		}
		if (this.stream != null) {
			// It would wait for the end of an answer that has none.
			request.release();
			this.channel.close();
			return;
		}
		this.waiting.add(request);
		answerWaiting();
		// Answers must go out in the order of the requests. Most are given at once, and
		// stopping and beginning to read costs two system calls.
		if (this.answering && this.stream == null && !context.isRemoved()) {
			this.channel.config().setAutoRead(false);
		}
	}

	private void answerWaiting() {
		if (this.dispatching) {
			return;
		}
		this.dispatching = true;
		while (!this.answering && !this.waiting.isEmpty()) {
			FullHttpRequest request = this.waiting.remove();
			this.answering = true;
			try {
				dispatch(request);
			}
			finally {
				request.release();
			}
		}
		this.dispatching = false;
		if (!this.answering) {
			this.channel.config().setAutoRead(true);
		}
	}

	private void dispatch(FullHttpRequest request) {
		RequestTarget target = RequestTarget.parse(request.uri(), this.pathPrefix);
		HttpExchange exchange = new HttpExchange(this, request,
				(target != null) ? target : new RequestTarget(request.uri(), ""));
		if (request.decoderResult().isFailure()) {
			exchange.respondText(400, "Bad request");
			return;
		}
		try {
			if (target != null) {
				for (HttpEndpoint endpoint : this.endpoints) {
					if (endpoint.handle(exchange)) {
						return;
					}
				}
			}
			exchange.respondText(404, "Not found");
		}
		catch (RuntimeException ex) {
			logger.error("Answering {} {} failed", request.method(), exchange.target().rawPath(), ex);
			exchange.respondText(500, "Internal error");
		}
	}

	void respond(FullHttpResponse response, boolean keepAlive) {
		this.loop.execute(() -> {
			HttpUtil.setKeepAlive(response, keepAlive);
			ChannelFuture written = this.channel.writeAndFlush(response);
			if (!keepAlive) {
				written.addListener(ChannelFutureListener.CLOSE);
				return;
			}
			this.answering = false;
			answerWaiting();
		});
	}

	HttpStream stream(HttpResponse head) {
		this.stream = new HttpStream(this, this.channel, this.loop, head);
		// Only who reads notices that the client goes.
		this.channel.config().setAutoRead(true);
		return this.stream;
	}

	void streamEnded() {
		this.stream = null;
		this.answering = false;
		answerWaiting();
	}

	/**
	 * Make this connection a WebSocket.
	 * @param request the request for it
	 * @param remoteAddress where the request comes from
	 * @param options what the connection may do
	 * @param traffic counts what goes through it
	 * @param handlerFactory makes the connection's handler
	 * @throws WebSocketHandshakeException if the request is no complete handshake
	 */
	void upgrade(FullHttpRequest request, SocketAddress remoteAddress, WebSocketOptions options, Traffic traffic,
			Function<Connection, ConnectionHandler> handlerFactory) {
		WebSocketServerExtension deflate = options.compressed()
				? Compression.negotiate(request, options.maxMessageSize()) : null;
		byte[] answer = WebSocketHandshake.answer(request, (deflate != null) ? Compression.answer(deflate) : null);
		WebSocketConnection connection = new WebSocketConnection(this.channel, this.loop, remoteAddress, options,
				traffic, deflate != null, handlerFactory);
		ChannelPipeline pipeline = this.channel.pipeline();
		HttpServerCodec codec = Objects.requireNonNull(pipeline.get(HttpServerCodec.class));
		codec.removeOutboundHandler();
		pipeline.remove(HttpObjectAggregator.class);
		String name = pipeline.context(this).name();
		pipeline.addBefore(name, null, decoder(options, deflate != null));
		if (deflate != null) {
			// All other frames are written ready-made.
			pipeline.addBefore(name, null, new WebSocket13FrameEncoder(false));
			pipeline.addBefore(name, null, deflate.newExtensionEncoder());
			pipeline.addBefore(name, null, deflate.newExtensionDecoder());
		}
		pipeline.replace(this, null, connection);
		connection.open(answer);
		// If it has read frames already, it passes them on now.
		pipeline.remove(codec);
		this.channel.config().setAutoRead(true);
	}

	private static WebSocket13FrameDecoder decoder(WebSocketOptions options, boolean deflated) {
		WebSocket13FrameDecoder decoder = new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
			.maxFramePayloadLength(options.maxMessageSize())
			.closeOnProtocolViolation(false)
			.allowExtensions(deflated)
			// Text is checked once it is whole, see TextAssembler.
			.withUTF8Validator(false)
			.build());
		decoder.setCumulator(Cumulation::add);
		return decoder;
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.stream != null) {
			this.stream.connectionLost();
		}
	}

	@Override
	public void idle() {
		if (this.stream != null) {
			// Whoever streams looks after the client.
			this.liveness.alive();
			return;
		}
		this.channel.close();
	}

	@Override
	public void dead() {
		this.channel.close();
	}

	@Override
	public void abort() {
		this.channel.close();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!(cause instanceof IOException)) {
			logger.debug("Closing {}: {}", this.channel, cause.toString());
		}
		this.channel.close();
	}

}
