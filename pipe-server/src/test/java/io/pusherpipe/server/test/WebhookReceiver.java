/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.util.concurrent.MockTicker;
import io.pusherpipe.protocol.auth.Secret;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An endpoint for webhooks: takes requests, and answers as it is told to.
 */
public final class WebhookReceiver implements AfterEachCallback {

	/** An answer that never comes. */
	public static final int HANG = -1;

	/** An answer with a body of 10 MB. */
	public static final int HUGE = -2;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final BlockingQueue<Received> requests = new LinkedBlockingQueue<>();

	private final List<Received> all = new ArrayList<>();

	private final CountDownLatch end = new CountDownLatch(1);

	private final AtomicInteger cutShort = new AtomicInteger();

	private final int port;

	private HttpServer server;

	private volatile ToIntFunction<Received> answer = (request) -> 200;

	public WebhookReceiver() {
		this.server = start(0);
		this.port = this.server.getAddress().getPort();
	}

	private HttpServer start(int port) {
		try {
			HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
			started.createContext("/", this::handle);
			started.setExecutor(this.executor);
			started.start();
			return started;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void handle(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		Headers headers = exchange.getRequestHeaders();
		Received received = new Received(exchange.getRequestURI().toString(), headers,
				new String(body, StandardCharsets.UTF_8), isSigned(headers, body));
		synchronized (this.all) {
			this.all.add(received);
		}
		this.requests.add(received);
		int status = this.answer.applyAsInt(received);
		if (status == HANG) {
			try {
				this.end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			exchange.close();
		}
		else if (status == HUGE) {
			answerAtLength(exchange);
		}
		else {
			exchange.getResponseHeaders().set("Location", "/elsewhere");
			exchange.sendResponseHeaders(status, -1);
			exchange.close();
		}
	}

	private void answerAtLength(HttpExchange exchange) throws IOException {
		exchange.sendResponseHeaders(200, 0);
		try {
			byte[] bytes = new byte[1024 * 1024];
			for (int i = 0; i < 10; i++) {
				exchange.getResponseBody().write(bytes);
			}
		}
		catch (IOException ex) {
			this.cutShort.incrementAndGet();
		}
		exchange.close();
	}

	/**
	 * How many long answers the client did not want to the end.
	 */
	public int cutShort() {
		return this.cutShort.get();
	}

	private static boolean isSigned(Headers headers, byte[] body) {
		return TestApps.KEY.equals(headers.getFirst("X-Pusher-Key"))
				&& Secret.of(TestApps.SECRET).sign(body).equals(headers.getFirst("X-Pusher-Signature"));
	}

	/**
	 * Stop listening, so that connections are refused.
	 */
	public void down() {
		this.server.stop(0);
	}

	/**
	 * Listen again.
	 */
	public void up() {
		this.server = start(this.port);
	}

	public String url() {
		return "http://127.0.0.1:" + this.port + "/hook";
	}

	public int port() {
		return this.port;
	}

	/**
	 * Set how each request is answered: with a status, or never. Runs while the request
	 * waits for its answer.
	 */
	public void answer(ToIntFunction<Received> answer) {
		this.answer = answer;
	}

	/**
	 * Wait for a request.
	 */
	public Received next() {
		try {
			Received received = this.requests.poll(10, TimeUnit.SECONDS);
			if (received == null) {
				throw new IllegalStateException("No request came");
			}
			return received;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait for a request, turning the clock meanwhile.
	 */
	public Received next(Duration step, MockTicker ticker) {
		try {
			for (int i = 0; i < 100; i++) {
				Received received = this.requests.poll(100, TimeUnit.MILLISECONDS);
				if (received != null) {
					return received;
				}
				ticker.advance(step.toNanos(), TimeUnit.NANOSECONDS);
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		throw new IllegalStateException("No request came");
	}

	/**
	 * All requests so far.
	 */
	public List<Received> all() {
		synchronized (this.all) {
			return List.copyOf(this.all);
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.end.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	/**
	 * A request.
	 */
	public record Received(String path, Headers headers, String text, boolean isSigned) {

		private static final Pattern TIME = Pattern.compile("^\\{\"time_ms\":([0-9]+),\"events\":\\[(.*)]}$");

		public long timeMillis() {
			return Long.parseLong(parts().group(1));
		}

		/**
		 * What stands between the brackets of {@code events}.
		 */
		public String events() {
			return parts().group(2);
		}

		private Matcher parts() {
			Matcher matcher = TIME.matcher(this.text);
			if (!matcher.matches()) {
				throw new IllegalStateException(this.text);
			}
			return matcher;
		}

	}

}
