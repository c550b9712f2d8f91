/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stands in for the edge where a test needs one that misbehaves: by default it accepts
 * everybody, greets, and replies to every request.
 */
final class StubEdge implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final JsonMapper jsonMapper = JsonMapper.shared();

	private final DisposableServer server;

	private final List<String> targets = new CopyOnWriteArrayList<>();

	private final BlockingQueue<Pipe> pipes = new LinkedBlockingQueue<>();

	private final List<Pipe> open = new CopyOnWriteArrayList<>();

	private final AtomicInteger ids = new AtomicInteger();

	private volatile int status = 101;

	private volatile boolean greeting = true;

	private volatile boolean answeringPings = true;

	private volatile int maxCredit = 10_000;

	// So long that a machine that stands still does not end a client's lease.
	private volatile int memberTimeout = 60_000;

	private volatile Function<JsonNode, @Nullable String> replies = StubEdge::success;

	StubEdge() {
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::handle).bindNow(TIMEOUT);
	}

	URI url() {
		return URI.create("ws://127.0.0.1:" + this.server.port());
	}

	/**
	 * A client that comes back fast.
	 */
	PipeClientBuilder client() {
		return memberClient().protocol(PipeProtocol.V0_2);
	}

	/**
	 * A client of protocol 1.0 that comes back fast.
	 */
	PipeClientBuilder memberClient() {
		return PipeClient.builder()
			.url(url())
			.appId("3")
			.key("key")
			.secret("secret")
			.replyTimeout(Duration.ofSeconds(30))
			.reconnect(PipeReconnect.defaults()
				.initialInterval(Duration.ofMillis(1))
				.maxInterval(Duration.ofMillis(20))
				.stableAfter(Duration.ofMillis(1)));
	}

	/**
	 * A client whose time the test turns, and that comes back within an hour of it.
	 */
	PipeClientBuilder client(VirtualTimeScheduler time) {
		return memberClient(time).protocol(PipeProtocol.V0_2);
	}

	/**
	 * A client of protocol 1.0 whose time the test turns, and that comes back within an
	 * hour of it unless it comes back at once. The edge gives members up after 3 seconds.
	 */
	PipeClientBuilder memberClient(VirtualTimeScheduler time) {
		this.memberTimeout = 3_000;
		Duration hour = Duration.ofHours(1);
		return memberClient().scheduler(time)
			.replyTimeout(Duration.ofSeconds(5))
			.reconnect(PipeReconnect.defaults().initialInterval(hour).maxInterval(hour));
	}

	StubEdge refuse(int status) {
		this.status = status;
		return this;
	}

	StubEdge accept() {
		return refuse(101);
	}

	StubEdge greet(boolean greeting) {
		this.greeting = greeting;
		return this;
	}

	StubEdge maxCredit(int maxCredit) {
		this.maxCredit = maxCredit;
		return this;
	}

	StubEdge answerPings(boolean answering) {
		this.answeringPings = answering;
		return this;
	}

	/**
	 * How to reply to requests from now on.
	 * @param replies gives the reply to a request, or {@code null} for none
	 */
	StubEdge reply(Function<JsonNode, @Nullable String> replies) {
		this.replies = replies;
		return this;
	}

	static String success(JsonNode request) {
		return "{\"id\":" + request.get("id") + ",\"error\":null,\"result\":{}}";
	}

	static String result(JsonNode request, String result) {
		return "{\"id\":" + request.get("id") + ",\"result\":" + result + "}";
	}

	static String failure(JsonNode request, int code, String message) {
		return "{\"id\":" + request.get("id") + ",\"error\":{\"code\":" + code + ",\"message\":\"" + message
				+ "\"},\"result\":null}";
	}

	/**
	 * What was asked for, handshake by handshake.
	 */
	List<String> targets() {
		return this.targets;
	}

	/**
	 * The next accepted connection.
	 */
	Pipe next() {
		return await("a connection", this.pipes);
	}

	@Override
	public void close() {
		this.open.forEach(Pipe::drop);
		this.server.disposeNow(TIMEOUT);
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		this.targets.add(request.uri());
		if (this.status != 101) {
			return response.status(this.status).sendString(Mono.just("no entry\n"));
		}
		boolean terms = request.uri().contains("protocol_version=1.0");
		return response.sendWebsocket((in, out) -> serve(in, terms),
				WebsocketServerSpec.builder().handlePing(true).maxFramePayloadLength(16 * 1024 * 1024).build());
	}

	private Publisher<Void> serve(WebsocketInbound in, boolean terms) {
		Pipe pipe = new Pipe();
		in.withConnection((connection) -> pipe.channel = connection.channel());
		pipe.terms = terms;
		if (this.greeting) {
			pipe.greet();
		}
		this.open.add(pipe);
		this.pipes.add(pipe);
		in.aggregateFrames(16 * 1024 * 1024).receiveFrames().onErrorComplete().subscribe(new Reader(pipe));
		in.receiveCloseStatus()
			.map((status) -> status.code() + " " + status.reasonText())
			.defaultIfEmpty("lost")
			.onErrorReturn("lost")
			.subscribe(pipe.closed::add);
		return Mono.never();
	}

	private static <T> T await(String what, BlockingQueue<T> queue) {
		try {
			T next = queue.poll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			assertThat(next).as(what).isNotNull();
			return next;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Reads frame by frame, so that it can stop.
	 */
	private static final class Reader extends BaseSubscriber<WebSocketFrame> {

		private final Pipe pipe;

		Reader(Pipe pipe) {
			this.pipe = pipe;
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			subscription.request(1);
		}

		@Override
		protected void hookOnNext(WebSocketFrame frame) {
			this.pipe.received(frame);
			if (this.pipe.reading) {
				request(1);
			}
		}

	}

	/**
	 * One accepted connection.
	 */
	final class Pipe {

		private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		private final BlockingQueue<JsonNode> acknowledgements = new LinkedBlockingQueue<>();

		private final BlockingQueue<String> pings = new LinkedBlockingQueue<>();

		private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

		private final AtomicInteger frames = new AtomicInteger();

		private volatile @Nullable Channel channel;

		private volatile boolean reading = true;

		private volatile boolean terms;

		void greet() {
			notify("connection_established",
					"{\"socket_id\":\"pipe."
							+ StubEdge.this.ids.incrementAndGet() + "\"" + (this.terms ? ",\"member_timeout\":"
									+ StubEdge.this.memberTimeout + ",\"max_credit\":" + StubEdge.this.maxCredit : "")
							+ "}");
		}

		/**
		 * The next request of the client.
		 */
		JsonNode request() {
			return jsonMapper.readTree(text());
		}

		/**
		 * The next request of the client as it stood on the wire.
		 */
		String text() {
			return await("a request", this.received);
		}

		int waitingRequests() {
			return this.received.size();
		}

		/**
		 * The offsets of the client's next acknowledgement, by slot.
		 */
		JsonNode acknowledgement() {
			return await("an acknowledgement", this.acknowledgements).at("/params/offsets");
		}

		/**
		 * How many frames there were, pings and pongs not counted.
		 */
		int frames() {
			return this.frames.get();
		}

		int waitingAcknowledgements() {
			return this.acknowledgements.size();
		}

		/**
		 * Deliver an event "x" of socket 1.1 with a number as its data.
		 */
		void deliver(int slot, long offset, int data) {
			send(delivery(slot, offset, data));
		}

		String delivery(int slot, long offset, int data) {
			return "{\"result\":{\"slot\":" + slot + ",\"offset\":" + offset
					+ ",\"event\":\"socket_message\",\"data\":{\"socket_id\":\"1.1\",\"event\":\"x\",\"data\":" + data
					+ "}}}";
		}

		/**
		 * Wait for the client's next ping.
		 */
		void ping() {
			await("a ping", this.pings);
		}

		/**
		 * How the client closed the connection.
		 */
		String closed() {
			return await("the end of the connection", this.closed);
		}

		void send(String text) {
			write(new TextWebSocketFrame(text));
		}

		void write(WebSocketFrame frame) {
			channel().writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
		}

		void notify(String event, String data) {
			send(notification(event, data));
		}

		private static String notification(String event, String data) {
			return "{\"id\":null,\"error\":null,\"result\":{\"event\":\"" + event + "\",\"data\":" + data + "}}";
		}

		void message(String socketId, String event, String data, @Nullable String channel) {
			notify("socket_message", "{\"socket_id\":\"" + socketId + "\",\"event\":\"" + event + "\",\"data\":" + data
					+ ((channel != null) ? ",\"channel\":\"" + channel + "\"}" : "}"));
		}

		/**
		 * Send one message in several frames.
		 */
		void fragments(String text, int size) {
			boolean first = true;
			for (int from = 0; from < text.length(); from += size) {
				String part = text.substring(from, Math.min(from + size, text.length()));
				boolean last = from + size >= text.length();
				write(first ? new TextWebSocketFrame(last, 0, part) : new ContinuationWebSocketFrame(last, 0, part));
				first = false;
			}
		}

		/**
		 * Close the WebSocket as one should.
		 */
		void close(int code, String reason) {
			write(new CloseWebSocketFrame(code, reason));
		}

		/**
		 * Send events "x" of socket 1.1 and close the WebSocket, in one go.
		 */
		void closeAfter(int events, int code, String reason) {
			Channel channel = channel();
			channel.eventLoop().execute(() -> {
				for (int i = 0; i < events; i++) {
					String text = notification("socket_message",
							"{\"socket_id\":\"1.1\",\"event\":\"x\",\"data\":" + i + "}");
					channel.write(new TextWebSocketFrame(text)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
				}
				write(new CloseWebSocketFrame(code, reason));
			});
		}

		/**
		 * Read nothing any more.
		 */
		void stopReading() {
			this.reading = false;
		}

		/**
		 * Close the TCP connection without a word.
		 */
		void drop() {
			channel().close().addListener(ChannelFutureListener.CLOSE);
		}

		private Channel channel() {
			Channel channel = this.channel;
			if (channel == null) {
				throw new IllegalStateException("not open");
			}
			return channel;
		}

		private void received(JsonNode json, String text) {
			if (!json.has("id") && json.at("/method").asString().equals("ack")) {
				this.acknowledgements.add(json);
				return;
			}
			this.received.add(text);
			String reply = StubEdge.this.replies.apply(json);
			if (reply != null) {
				send(reply);
			}
		}

		private void received(WebSocketFrame frame) {
			if (frame instanceof TextWebSocketFrame text) {
				this.frames.incrementAndGet();
				JsonNode json = jsonMapper.readTree(text.text());
				if (json.isArray()) {
					json.forEach((part) -> received(part, part.toString()));
				}
				else {
					received(json, text.text());
				}
			}
			else if (frame instanceof PingWebSocketFrame ping) {
				this.pings.add("ping");
				if (StubEdge.this.answeringPings) {
					write(new PongWebSocketFrame(ping.content().copy()));
				}
			}
		}

	}

}
