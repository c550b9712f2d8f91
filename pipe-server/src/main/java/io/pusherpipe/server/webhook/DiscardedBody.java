/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/**
 * Throws an answer's body away, and gives the connection up where that would take long.
 */
final class DiscardedBody implements HttpResponse.BodySubscriber<@Nullable Void> {

	private static final long MAX_BYTES = 64 * 1024;

	private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

	private Flow.@Nullable Subscription subscription;

	private long bytes;

	@Override
	public CompletionStage<@Nullable Void> getBody() {
		return this.done;
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		this.subscription = subscription;
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		for (ByteBuffer buffer : buffers) {
			this.bytes += buffer.remaining();
		}
		if (this.bytes > MAX_BYTES && this.subscription != null) {
			this.subscription.cancel();
			this.done.complete(null);
		}
	}

	@Override
	public void onError(Throwable ex) {
		this.done.completeExceptionally(ex);
	}

	@Override
	public void onComplete() {
		this.done.complete(null);
	}

}
