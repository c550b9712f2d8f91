/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;

/**
 * One HTTP request, and the way to answer it: exactly once, from any thread.
 */
public final class HttpExchange {

	private static final String WEBSOCKET_VERSION = "13";

	private final HttpConnection connection;

	private final FullHttpRequest request;

	private final RequestTarget target;

	private final boolean keepAlive;

	HttpExchange(HttpConnection connection, FullHttpRequest request, RequestTarget target) {
		this.connection = connection;
		this.request = request;
		this.target = target;
		this.keepAlive = HttpUtil.isKeepAlive(request);
	}

	/**
	 * What the request is for.
	 * @return the target
	 */
	public RequestTarget target() {
		return this.target;
	}

	/**
	 * The request's method.
	 * @return the method in upper case
	 */
	public String method() {
		return this.request.method().name();
	}

	/**
	 * The request's body. To be called before {@link HttpEndpoint#handle} returns.
	 * @return the body
	 */
	public byte[] body() {
		return ByteBufUtil.getBytes(this.request.content());
	}

	/**
	 * Whether the client wants a WebSocket.
	 * @return {@code true} if it asks for the upgrade
	 */
	public boolean isWebSocketRequest() {
		return this.request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
	}

	/**
	 * Whether the request came over TLS.
	 * @return {@code true} if it did
	 */
	public boolean isSecure() {
		return this.connection.isSecure();
	}

	/**
	 * Where the request comes from.
	 * @return the peer's address
	 */
	public SocketAddress remoteAddress() {
		return this.connection.remoteAddress();
	}

	/**
	 * Answer with a JSON object.
	 * @param status the status
	 * @param utf8 the object's text
	 */
	public void respondJson(int status, byte[] utf8) {
		respond(status, "application/json", utf8);
	}

	/**
	 * Answer with a line of text.
	 * @param status the status
	 * @param text the text
	 */
	public void respondText(int status, String text) {
		respond(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
	}

	private void respond(int status, String contentType, byte[] body) {
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
		response.headers()
			.set(HttpHeaderNames.CONTENT_TYPE, contentType)
			.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
		if (status == HttpResponseStatus.UPGRADE_REQUIRED.code()) {
			response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, WEBSOCKET_VERSION);
		}
		this.connection.respond(response, this.keepAlive);
	}

	/**
	 * Answer with the upgrade to a WebSocket, or with 426 or 400 where the request does
	 * not allow it. To be called before {@link HttpEndpoint#handle} returns.
	 * @param options what the connection may do
	 * @param handlerFactory makes the connection's handler
	 */
	public void upgrade(WebSocketOptions options, Function<WebSocketConnection, WebSocketHandler> handlerFactory) {
		if (!WEBSOCKET_VERSION.equals(this.request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
			respondText(HttpResponseStatus.UPGRADE_REQUIRED.code(),
					"Sec-WebSocket-Version must be " + WEBSOCKET_VERSION);
			return;
		}
		try {
			this.connection.upgrade(this.request, options, handlerFactory);
		}
		catch (WebSocketHandshakeException ex) {
			respondText(HttpResponseStatus.BAD_REQUEST.code(), "Not a WebSocket handshake: " + ex.getMessage());
		}
	}

}
