/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeReply;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * The requests sent on one connection whose replies are awaited. All have the same
 * timeout, so that the oldest is always the next to time out and one timer does for all.
 */
final class PendingReplies {

	private final Scheduler scheduler;

	private final Duration timeout;

	private final Supplier<String> hint;

	private final Disposable.Swap timer = Disposables.swap();

	// Guards what follows; callers are told outside of it.
	private final Object lock = new Object();

	private final Map<RawJson, Awaited> awaited = new LinkedHashMap<>();

	private boolean scheduled;

	private boolean lost;

	private Sinks.@Nullable Empty<Void> none;

	/**
	 * Create the pending replies.
	 * @param scheduler keeps the time
	 * @param timeout how long a reply is awaited
	 * @param hint what is to be added to the error of who has waited too long
	 */
	PendingReplies(Scheduler scheduler, Duration timeout, Supplier<String> hint) {
		this.scheduler = scheduler;
		this.timeout = timeout;
		this.hint = hint;
	}

	/**
	 * Await the replies to requests that are about to be sent.
	 * @param requests the requests
	 * @return {@code false} if the connection is lost
	 */
	boolean add(List<PendingRequest> requests) {
		synchronized (this.lock) {
			if (this.lost) {
				return false;
			}
			long deadline = now() + this.timeout.toMillis();
			for (PendingRequest request : requests) {
				this.awaited.put(request.id(), new Awaited(request, deadline));
			}
			if (!this.scheduled) {
				schedule(this.timeout.toMillis());
			}
			return true;
		}
	}

	/**
	 * Hand a reply to who awaits it.
	 * @param reply the reply
	 * @return {@code false} if nobody does, or no more
	 */
	boolean reply(PipeReply reply) {
		Awaited awaited;
		Sinks.Empty<Void> none;
		synchronized (this.lock) {
			awaited = this.awaited.remove(reply.id());
			none = noneIfEmpty();
		}
		if (awaited != null) {
			awaited.request.replied(reply);
		}
		emit(none);
		return awaited != null;
	}

	/**
	 * Await nothing more, since the connection is lost.
	 * @return the requests that were awaiting their reply, in the order they were sent
	 */
	List<PendingRequest> lost() {
		List<PendingRequest> left;
		Sinks.Empty<Void> none;
		synchronized (this.lock) {
			this.lost = true;
			left = this.awaited.values().stream().map(Awaited::request).toList();
			this.awaited.clear();
			none = noneIfEmpty();
		}
		this.timer.dispose();
		emit(none);
		return left;
	}

	/**
	 * Whether there are none.
	 * @return {@code true} if no reply is awaited
	 */
	boolean isEmpty() {
		synchronized (this.lock) {
			return this.awaited.isEmpty();
		}
	}

	/**
	 * Wait until there are none.
	 * @return completes as soon as no reply is awaited
	 */
	Mono<Void> none() {
		synchronized (this.lock) {
			if (this.awaited.isEmpty()) {
				return Mono.empty();
			}
			if (this.none == null) {
				this.none = Sinks.empty();
			}
			return this.none.asMono();
		}
	}

	private void expire() {
		List<Awaited> expired = new ArrayList<>();
		Sinks.Empty<Void> none;
		synchronized (this.lock) {
			this.scheduled = false;
			long now = now();
			Iterator<Awaited> oldest = this.awaited.values().iterator();
			while (oldest.hasNext()) {
				Awaited next = oldest.next();
				long left = next.deadline - now;
				// More is left than there ever was if the clock has been set back.
				if (left > 0 && left <= this.timeout.toMillis()) {
					schedule(left);
					break;
				}
				oldest.remove();
				expired.add(next);
			}
			none = noneIfEmpty();
		}
		String hint = this.hint.get();
		expired.forEach((awaited) -> awaited.request.timedOut(this.timeout, hint));
		emit(none);
	}

	private void schedule(long delay) {
		this.scheduled = true;
		this.timer.replace(this.scheduler.schedule(this::expire, delay, TimeUnit.MILLISECONDS));
	}

	private Sinks.@Nullable Empty<Void> noneIfEmpty() {
		if (!this.awaited.isEmpty()) {
			return null;
		}
		Sinks.Empty<Void> none = this.none;
		this.none = null;
		return none;
	}

	private static void emit(Sinks.@Nullable Empty<Void> none) {
		if (none != null) {
			none.tryEmitEmpty();
		}
	}

	private long now() {
		return this.scheduler.now(TimeUnit.MILLISECONDS);
	}

	private record Awaited(PendingRequest request, long deadline) {

	}

}
