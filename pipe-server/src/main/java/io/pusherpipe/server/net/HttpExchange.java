/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.pusherpipe.server.tally.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, and the way to answer it: exactly once, from any thread.
 */
public final class HttpExchange {

	private static final String WEBSOCKET_VERSION = "13";

	private final HttpConnection connection;

	private final FullHttpRequest request;

	private final RequestTarget target;

	private final Forwarded forwarded;

	private boolean keepAlive;

	// Few answers have any.
	private Map<String, String> answerHeaders = Map.of();

	HttpExchange(HttpConnection connection, FullHttpRequest request, RequestTarget target) {
		this.connection = connection;
		this.request = request;
		this.target = target;
		this.forwarded = new Forwarded(request.headers(), connection.trustedProxies());
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
	 * A header of the request. To be called before {@link HttpEndpoint#handle} returns.
	 * @param name the header's name
	 * @return its first value, or {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		return this.request.headers().get(name);
	}

	/**
	 * Whether the client wants a WebSocket.
	 * @return {@code true} if it asks for the upgrade
	 */
	public boolean isWebSocketRequest() {
		return this.request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
	}

	/**
	 * The loop of the connection that the request came on.
	 * @return the loop
	 */
	public Loop loop() {
		return this.connection.loop();
	}

	/**
	 * Whether the request came over TLS, to the edge or to a trusted proxy.
	 * @return {@code true} if it did
	 */
	public boolean isSecure() {
		return this.connection.isSecure() || "https".equalsIgnoreCase(this.forwarded.nearest("X-Forwarded-Proto"));
	}

	/**
	 * Where the request comes from, as far as trusted proxies tell.
	 * @return the client's address
	 */
	public SocketAddress remoteAddress() {
		SocketAddress forwarded = this.forwarded.address();
		return (forwarded != null) ? forwarded : this.connection.remoteAddress();
	}

	/**
	 * Add a header to the answer, whatever it will be. Not for the upgrade.
	 * @param name the header's name
	 * @param value its value
	 */
	public void answerHeader(String name, String value) {
		if (this.answerHeaders.isEmpty()) {
			this.answerHeaders = new TreeMap<>();
		}
		this.answerHeaders.put(name, value);
	}

	/**
	 * Let the connection end with the answer. To be called before it is begun.
	 */
	public void closeAfterAnswer() {
		this.keepAlive = false;
	}

	/**
	 * Answer with 204, and nothing else.
	 */
	public void respondEmpty() {
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
		this.answerHeaders.forEach(response.headers()::set);
		this.connection.respond(response, this.keepAlive);
	}

	/**
	 * Answer with 200 and a text of which no end is in sight. To be called before
	 * {@link HttpEndpoint#handle} returns.
	 * @param contentType the text's type
	 * @return the text, still empty
	 */
	public HttpStream stream(String contentType) {
		HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
		head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
		this.answerHeaders.forEach(head.headers()::set);
		// Where the text cannot come in chunks, its end is the connection's.
		boolean chunked = this.request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
		HttpUtil.setTransferEncodingChunked(head, chunked);
		HttpUtil.setKeepAlive(head, chunked && this.keepAlive);
		return this.connection.stream(head);
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
		this.answerHeaders.forEach(response.headers()::set);
		if (status == HttpResponseStatus.UPGRADE_REQUIRED.code()) {
			response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, WEBSOCKET_VERSION);
		}
		this.connection.respond(response, this.keepAlive);
	}

	/**
	 * Answer with the upgrade to a WebSocket, or with 426 or 400 where the request does
	 * not allow it. To be called before {@link HttpEndpoint#handle} returns.
	 * @param options what the connection may do
	 * @param traffic counts what goes through it, on the request's {@linkplain #loop()
	 * loop}
	 * @param handlerFactory makes the connection's handler
	 */
	public void upgrade(WebSocketOptions options, Traffic traffic,
			Function<Connection, ConnectionHandler> handlerFactory) {
		if (!WEBSOCKET_VERSION.equals(this.request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
			respondText(HttpResponseStatus.UPGRADE_REQUIRED.code(),
					"Sec-WebSocket-Version must be " + WEBSOCKET_VERSION);
			return;
		}
		try {
			this.connection.upgrade(this.request, remoteAddress(), options, traffic, handlerFactory);
		}
		catch (WebSocketHandshakeException ex) {
			respondText(HttpResponseStatus.BAD_REQUEST.code(), "Not a WebSocket handshake: " + ex.getMessage());
		}
	}

}
