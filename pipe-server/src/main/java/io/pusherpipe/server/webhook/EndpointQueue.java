/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.WebhookEndpoint;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.tally.Level;
import io.pusherpipe.server.tally.Tally;
import io.pusherpipe.server.tally.WebhookOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The events that are on their way to one endpoint. Those of one channel go one after the
 * other, also when some have to be sent again; other channels do not wait for that.
 * Belongs to one loop.
 */
final class EndpointQueue {

	// Many frameworks take no more than 100 KB unless told otherwise.
	private static final int MAX_BATCH_BYTES = 64 * 1024;

	private final App app;

	private final WebhookEndpoint endpoint;

	private final WebhookSender sender;

	private final Loop loop;

	private final InstantSource clock;

	private final EndpointHealth health;

	private final Tally<WebhookOutcome> outcomes;

	private final Tally<Level> levels;

	private final Map<String, Lane> lanes = new HashMap<>();

	// the lanes that are not busy, by the number of the first event
	private final TreeMap<Long, Lane> ready = new TreeMap<>();

	// what is not in a request at the moment, and so may be dropped, the oldest first
	private final EventList droppable = new EventList();

	private final Set<Delivery> backingOff = new HashSet<>();

	// what has backed off for long enough
	private final Deque<Delivery> retries = new ArrayDeque<>();

	private long nextNumber;

	private int events;

	private int readyEvents;

	private long bytes;

	private int requests;

	private int retryRequests;

	private boolean wakeIsDue;

	private boolean stopping;

	private boolean closed;

	// for others to read
	private volatile boolean empty = true;

	EndpointQueue(App app, int index, WebhookEndpoint endpoint, WebhookSender sender, Loop loop, InstantSource clock) {
		this.app = app;
		this.endpoint = endpoint;
		this.sender = sender;
		this.loop = loop;
		this.clock = clock;
		this.outcomes = loop.tally(app.id()).webhooks();
		this.levels = loop.tally(app.id()).levels();
		this.health = new EndpointHealth("webhooks[" + index + "] of " + app + " (" + endpoint + ")", loop);
	}

	WebhookEndpoint endpoint() {
		return this.endpoint;
	}

	Loop loop() {
		return this.loop;
	}

	// Whether nothing is on its way. May be called on any thread.
	boolean isEmpty() {
		return this.empty;
	}

	void add(WebhookEvent event) {
		if (this.closed) {
			return;
		}
		Lane lane = this.lanes.computeIfAbsent(event.channel(), Lane::new);
		QueuedEvent queued = new QueuedEvent(event, lane, this.nextNumber++, this.loop.nanoTime());
		lane.add(queued);
		this.droppable.addLast(queued);
		entered(queued);
		if (!lane.busy) {
			this.readyEvents++;
			if (lane.size() == 1) {
				this.ready.put(queued.number(), lane);
			}
		}
		dropOldest();
		pump();
	}

	private void entered(QueuedEvent event) {
		this.events++;
		this.empty = false;
		this.bytes += event.size();
		this.levels.add(Level.WEBHOOK_EVENTS);
		this.levels.add(Level.WEBHOOK_BYTES, event.size());
	}

	private void left(QueuedEvent event, WebhookOutcome outcome) {
		this.levels.add(Level.WEBHOOK_EVENTS, -1);
		this.levels.add(Level.WEBHOOK_BYTES, -event.size());
		this.outcomes.add(outcome);
		this.events--;
		this.empty = this.events == 0;
		this.bytes -= event.size();
	}

	// Send whatever may be sent now.
	private void pump() {
		while (!this.closed && this.requests < this.endpoint.maxConcurrentRequests()) {
			Delivery retry = nextRetry();
			if (retry != null) {
				send(retry);
			}
			else if (isBatchDue()) {
				send(nextBatch());
			}
			else {
				return;
			}
		}
	}

	private @Nullable Delivery nextRetry() {
		// What fails must not keep what would not from being tried.
		if (this.retryRequests >= Math.max(1, this.endpoint.maxConcurrentRequests() / 2)) {
			return null;
		}
		Delivery retry = this.retries.poll();
		if (retry != null) {
			retry.events().forEach(this.droppable::remove);
		}
		return retry;
	}

	private boolean isBatchDue() {
		Map.Entry<Long, Lane> first = this.ready.firstEntry();
		if (first == null) {
			return false;
		}
		if (this.stopping || this.readyEvents >= this.endpoint.maxBatchSize()) {
			return true;
		}
		long waited = this.loop.nanoTime() - first.getValue().head().nanoTime();
		long toWait = this.endpoint.batchDelay().toNanos() - waited;
		if (toWait > 0 && !this.wakeIsDue) {
			this.wakeIsDue = true;
			this.loop.after(Duration.ofNanos(toWait), this::wake);
		}
		return toWait <= 0;
	}

	private void wake() {
		this.wakeIsDue = false;
		pump();
	}

	private Delivery nextBatch() {
		List<QueuedEvent> batch = new ArrayList<>();
		Set<Lane> taken = new HashSet<>();
		int batchBytes = 0;
		while (batch.size() < this.endpoint.maxBatchSize() && !this.ready.isEmpty()) {
			Lane lane = this.ready.firstEntry().getValue();
			batchBytes += lane.head().size();
			if (!batch.isEmpty() && batchBytes > MAX_BATCH_BYTES) {
				break;
			}
			QueuedEvent event = removeHead(lane);
			this.droppable.remove(event);
			batch.add(event);
			taken.add(lane);
		}
		for (Lane lane : taken) {
			lane.busy = true;
			if (!lane.isEmpty()) {
				this.ready.remove(lane.head().number());
				this.readyEvents -= lane.size();
			}
		}
		Delivery delivery = new Delivery(batch, taken);
		batch.forEach((event) -> event.delivery = delivery);
		return delivery;
	}

	private QueuedEvent removeHead(Lane lane) {
		QueuedEvent head = lane.remove();
		if (!lane.busy) {
			this.ready.remove(head.number());
			this.readyEvents--;
			if (!lane.isEmpty()) {
				this.ready.put(lane.head().number(), lane);
			}
		}
		return head;
	}

	private void send(Delivery delivery) {
		delivery.attempts++;
		this.requests++;
		if (delivery.isRetry()) {
			this.retryRequests++;
		}
		List<RawJson> json = delivery.events().stream().map((event) -> event.event().json()).toList();
		this.sender.send(WebhookRequest.of(this.app, this.endpoint, json, this.clock.millis()))
			.thenAccept((failure) -> this.loop.execute(() -> sent(delivery, failure)));
	}

	private void sent(Delivery delivery, @Nullable String failure) {
		if (this.closed) {
			return;
		}
		this.requests--;
		if (delivery.isRetry()) {
			this.retryRequests--;
		}
		this.outcomes.add((failure != null) ? WebhookOutcome.FAILED : WebhookOutcome.SUCCEEDED);
		if (failure != null) {
			this.health.failed(failure);
			giveUpOld(delivery);
			if (!delivery.events().isEmpty()) {
				backOff(delivery);
			}
		}
		else {
			delivery.events().forEach((event) -> left(event, WebhookOutcome.DELIVERED));
			delivery.events().clear();
		}
		if (delivery.events().isEmpty()) {
			free(delivery);
		}
		if (failure == null && this.backingOff.isEmpty() && this.retries.isEmpty() && this.retryRequests == 0) {
			this.health.isWell();
		}
		dropOldest();
		pump();
	}

	private void giveUpOld(Delivery delivery) {
		int before = delivery.events().size();
		for (Iterator<QueuedEvent> events = delivery.events().iterator(); events.hasNext();) {
			QueuedEvent event = events.next();
			if (remaining(event) <= 0) {
				events.remove();
				left(event, WebhookOutcome.GIVEN_UP);
			}
		}
		int givenUp = before - delivery.events().size();
		if (givenUp > 0) {
			this.health.gaveUp(givenUp, this.endpoint.retryPeriod());
		}
	}

	// For how long an event may still be sent again, in nanoseconds.
	private long remaining(QueuedEvent event) {
		return this.endpoint.retryPeriod().toNanos() - (this.loop.nanoTime() - event.nanoTime());
	}

	private void backOff(Delivery delivery) {
		List<QueuedEvent> events = delivery.events();
		for (int i = events.size() - 1; i >= 0; i--) {
			this.droppable.addFirst(events.get(i));
		}
		this.backingOff.add(delivery);
		// the last attempt is at the end of the period
		long nanos = Math.min(Backoff.after(delivery.attempts).toNanos(), remaining(events.get(0)));
		this.loop.after(Duration.ofNanos(nanos), () -> {
			if (this.backingOff.remove(delivery)) {
				this.retries.add(delivery);
				pump();
			}
		});
	}

	// The channels of what was delivered, or given up, may go on.
	private void free(Delivery delivery) {
		for (Lane lane : delivery.lanes()) {
			lane.busy = false;
			if (lane.isEmpty()) {
				this.lanes.remove(lane.channel());
			}
			else {
				this.ready.put(lane.head().number(), lane);
				this.readyEvents += lane.size();
			}
		}
	}

	private void dropOldest() {
		QueuedEvent oldest = this.droppable.first();
		while (oldest != null
				&& (this.events > this.endpoint.maxQueuedEvents() || this.bytes > this.endpoint.maxQueuedBytes())) {
			this.droppable.remove(oldest);
			left(oldest, WebhookOutcome.DROPPED);
			Delivery delivery = oldest.delivery;
			if (delivery == null) {
				removeHead(oldest.lane());
				if (oldest.lane().isEmpty() && !oldest.lane().busy) {
					this.lanes.remove(oldest.lane().channel());
				}
			}
			else {
				delivery.events().remove(oldest);
				if (delivery.events().isEmpty()) {
					this.backingOff.remove(delivery);
					this.retries.remove(delivery);
					free(delivery);
				}
			}
			this.health.dropped();
			oldest = this.droppable.first();
		}
	}

	/**
	 * Wait for nothing any more: neither for a batch to fill, nor for a first back-off to
	 * end.
	 */
	void stop() {
		this.stopping = true;
		this.retries.addAll(this.backingOff);
		this.backingOff.clear();
		pump();
	}

	/**
	 * Send nothing any more.
	 */
	void close() {
		this.closed = true;
		this.levels.add(Level.WEBHOOK_EVENTS, -this.events);
		this.levels.add(Level.WEBHOOK_BYTES, -this.bytes);
		if (this.events > 0) {
			this.health.leftBehind(this.events);
		}
	}

}
