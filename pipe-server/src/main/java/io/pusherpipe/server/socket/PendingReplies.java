/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.server.net.Loop;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one socket that await a reply, for the same time each. One timer serves
 * all of them, set for the oldest. Belongs to the socket's loop.
 */
final class PendingReplies {

	private final Loop loop;

	private final Duration timeout;

	private final Consumer<RawJson> expired;

	// in the order in which they came, and so of their deadlines
	private final Map<String, Pending> byToken = new LinkedHashMap<>(4);

	private boolean timerIsSet;

	/**
	 * Create the requests.
	 * @param loop the socket's loop
	 * @param timeout how long each waits
	 * @param expired is given the id of each that has waited in vain
	 */
	PendingReplies(Loop loop, Duration timeout, Consumer<RawJson> expired) {
		this.loop = loop;
		this.timeout = timeout;
		this.expired = expired;
	}

	int size() {
		return this.byToken.size();
	}

	void add(String token, RawJson id) {
		this.byToken.put(token, new Pending(id, this.loop.nanoTime() + this.timeout.toNanos()));
		if (!this.timerIsSet) {
			setTimer(this.timeout);
		}
	}

	/**
	 * A request need wait no more.
	 * @param token what it was added with
	 * @return its id, or {@code null} if it does not wait, or no longer
	 */
	@Nullable RawJson remove(String token) {
		Pending pending = this.byToken.remove(token);
		return (pending != null) ? pending.id() : null;
	}

	void clear() {
		this.byToken.clear();
	}

	private void setTimer(Duration delay) {
		this.timerIsSet = true;
		this.loop.after(delay, this::expire);
	}

	private void expire() {
		this.timerIsSet = false;
		long now = this.loop.nanoTime();
		Iterator<Pending> oldest = this.byToken.values().iterator();
		while (oldest.hasNext()) {
			Pending pending = oldest.next();
			if (pending.deadline() - now > 0) {
				setTimer(Duration.ofNanos(pending.deadline() - now));
				return;
			}
			oldest.remove();
			this.expired.accept(pending.id());
		}
	}

	private record Pending(RawJson id, long deadline) {

	}

}
