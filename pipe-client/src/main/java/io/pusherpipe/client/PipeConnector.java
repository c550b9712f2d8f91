/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.netty.channel.ChannelOption;
import io.pusherpipe.protocol.auth.PipeSignature;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.client.WebSocketClient;
import org.springframework.web.util.UriUtils;

/**
 * Opens WebSockets to the edge (Pipe protocol, connecting).
 */
final class PipeConnector {

	private final PipeProtocol protocol;

	private final Scheduler scheduler;

	private final UnaryOperator<HttpClient> customizer;

	private final Duration timeout;

	private final int maxMessageSize;

	PipeConnector(Options options) {
		this.protocol = options.protocol();
		this.scheduler = options.scheduler();
		this.customizer = options.httpClient();
		this.timeout = options.connectTimeout();
		this.maxMessageSize = options.maxMessageSize();
	}

	/**
	 * Open a WebSocket and have it handled.
	 * @param endpoint where to
	 * @param handler handles it; the WebSocket is closed when it is done
	 * @return completes after the handler; fails with {@link PipeConnectionException} if
	 * there was nothing to handle
	 */
	Mono<Void> open(PipeEndpoint endpoint, Handler handler) {
		AtomicReference<@Nullable Connection> opened = new AtomicReference<>();
		Sinks.Empty<Void> failed = Sinks.empty();
		Mono<Void> handled = Mono.defer(() -> client(opened, failed).execute(signed(endpoint),
				(webSocket) -> handler.handle(webSocket, eventLoop(opened.get()))));
		return Mono.firstWithSignal(handled, failed.asMono())
			.onErrorMap((ex) -> failure(endpoint, ex))
			.doOnCancel(() -> discard(opened.get()))
			.doFinally((signal) -> close(opened.get()));
	}

	private WebSocketClient client(AtomicReference<@Nullable Connection> opened, Sinks.Empty<Void> failed) {
		int timeout = (int) Math.min(this.timeout.toMillis(), Integer.MAX_VALUE);
		HttpClient httpClient = this.customizer
			.apply(HttpClient.create(ConnectionProvider.newConnection())
				.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeout))
			.doOnChannelInit((observer, channel, address) -> channel.pipeline()
				.addBefore(NettyPipeline.ReactiveBridge, HandshakeGuard.class.getName(), new HandshakeGuard(failed)))
			.doOnConnected(opened::set);
		return new ReactorNettyWebSocketClient(httpClient,
				() -> WebsocketClientSpec.builder().maxFramePayloadLength(this.maxMessageSize));
	}

	private static Executor eventLoop(@Nullable Connection connection) {
		return (connection != null) ? connection.channel().eventLoop() : Runnable::run;
	}

	// What has arrived together with the end of the handshake would never be released if
	// nobody comes to read it.
	private static void discard(@Nullable Connection connection) {
		ChannelOperations<?, ?> operations = (connection != null) ? ChannelOperations.get(connection.channel()) : null;
		if (operations != null) {
			operations.discard();
		}
	}

	// The WebSocket's own end waits until a last frame is written, which on a dead link
	// may take very long.
	@SuppressWarnings("FutureReturnValueIgnored")
	private static void close(@Nullable Connection connection) {
		if (connection != null) {
			connection.channel().close();
		}
	}

	/**
	 * The URL as it may be shown, without key and signature.
	 * @param endpoint the endpoint
	 * @return the URL without its query
	 */
	static String describe(PipeEndpoint endpoint) {
		return base(endpoint) + path(endpoint);
	}

	private URI signed(PipeEndpoint endpoint) {
		String query = "auth_key=" + UriUtils.encodeQueryParam(endpoint.key(), StandardCharsets.UTF_8)
				+ "&auth_timestamp=" + this.scheduler.now(TimeUnit.SECONDS) + "&auth_version=1.0&protocol_version="
				+ this.protocol.version();
		String path = path(endpoint);
		return URI.create(base(endpoint) + path + "?" + PipeSignature.sign(endpoint.secret(), path, query));
	}

	private static String base(PipeEndpoint endpoint) {
		String url = endpoint.url().toString();
		return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
	}

	private static String path(PipeEndpoint endpoint) {
		return "/app/" + UriUtils.encodePathSegment(endpoint.appId(), StandardCharsets.UTF_8);
	}

	private PipeConnectionException failure(PipeEndpoint endpoint, Throwable failure) {
		Throwable cause = Exceptions.unwrap(failure);
		String prefix = "Cannot connect to " + describe(endpoint) + ": ";
		String message = message(cause);
		if (cause instanceof HandshakeGuard.Refusal refusal) {
			String advice = switch (refusal.status()) {
				case 401 -> "; check appId, key and secret";
				case 403 -> "; check appId, key and secret" + protocolAdvice();
				case 404 -> "; check url and appId";
				default -> "";
			};
			return new PipeHandshakeException(prefix + "the edge answered " + message + advice, refusal.status(), null);
		}
		return new PipeConnectionException(prefix + message, cause);
	}

	private String protocolAdvice() {
		return (this.protocol != PipeProtocol.V0_2)
				? ", and that the edge speaks Pipe protocol " + this.protocol.version() : "";
	}

	private static String message(Throwable cause) {
		String message = cause.getMessage();
		if (message == null) {
			return cause.getClass().getSimpleName();
		}
		// Each transport words it differently, with its own numbers.
		return (cause instanceof ConnectException && message.contains("refused")) ? "connection refused" : message;
	}

	/**
	 * Handles a WebSocket.
	 */
	interface Handler {

		/**
		 * Handle it.
		 * @param webSocket the WebSocket
		 * @param eventLoop the event loop that it belongs to
		 * @return completes when it is to be closed
		 */
		Mono<Void> handle(WebSocketSession webSocket, Executor eventLoop);

	}

}
