/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to endpoints, on threads of its own. Safe for use by several threads.
 */
final class WebhookSender {

	private static final Logger logger = LoggerFactory.getLogger(WebhookSender.class);

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

	// Looking up a host's name holds a thread, so that there must be some.
	private static final int THREADS = 4;

	private final ThreadPoolExecutor executor;

	private final HttpClient client;

	private final Set<Runnable> cancellations = ConcurrentHashMap.newKeySet();

	WebhookSender() {
		this.executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				new DefaultThreadFactory("pipe-webhook", true));
		this.executor.allowCoreThreadTimeOut(true);
		this.client = HttpClient.newBuilder()
			// of HTTP/2 a plain connection would have to ask, which not all servers take
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(CONNECT_TIMEOUT)
			.executor(this.executor)
			.build();
	}

	/**
	 * Send a request.
	 * @param request the request, with its timeout
	 * @return is completed, on any thread and never exceptionally, with what went wrong,
	 * or with {@code null} when the answer's status was 2xx
	 */
	CompletableFuture<@Nullable String> send(HttpRequest request) {
		CompletableFuture<@Nullable String> outcome = new CompletableFuture<>();
		try {
			this.executor.execute(() -> exchange(request, outcome));
		}
		catch (RejectedExecutionException ex) {
			outcome.complete("stopped");
		}
		return outcome;
	}

	private void exchange(HttpRequest request, CompletableFuture<@Nullable String> outcome) {
		CompletableFuture<HttpResponse<@Nullable Void>> exchange = this.client.sendAsync(request,
				(head) -> new DiscardedBody());
		Runnable cancellation = () -> exchange.cancel(true);
		this.cancellations.add(cancellation);
		Duration timeout = request.timeout().orElse(CONNECT_TIMEOUT);
		// The request's own timeout ends with the answer's head.
		exchange.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((response, ex) -> {
			this.cancellations.remove(cancellation);
			if (ex != null) {
				logger.debug("Webhook was not delivered", ex);
				cancellation.run();
			}
			outcome.complete(failure(response, ex, timeout));
		});
	}

	private static @Nullable String failure(@Nullable HttpResponse<?> response, @Nullable Throwable ex,
			Duration timeout) {
		if (response != null) {
			int status = response.statusCode();
			return (status >= 200 && status < 300) ? null : "status " + status;
		}
		Throwable failure = (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
		if (failure == null || failure instanceof TimeoutException || failure instanceof HttpTimeoutException) {
			return "no answer within " + timeout.toMillis() + "ms";
		}
		// not the messages, which could hold anything
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		String name = failure.getClass().getSimpleName();
		return (root != failure) ? name + ", by " + root.getClass().getSimpleName() : name;
	}

	/**
	 * Stop. What is under way is given up.
	 */
	void close() {
		this.cancellations.forEach(Runnable::run);
		if (this.client instanceof AutoCloseable closeable) {
			// from Java 21 on; before, a client ends when nobody knows it any more
			this.executor.execute(() -> close(closeable));
		}
		this.executor.shutdown();
	}

	private static void close(AutoCloseable client) {
		try {
			client.close();
		}
		catch (Exception ex) {
			logger.debug("The HTTP client of the webhooks did not close", ex);
		}
	}

}
