/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.pusherpipe.protocol.EventNames;
import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.WebhookEndpoint;
import io.pusherpipe.server.app.WebhookEventType;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.channel.ChannelListener;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the applications' endpoints what becomes of channels (Pusher protocol 7,
 * webhooks). An endpoint is told of one channel's events in the order in which they
 * happened.
 */
public final class Webhooks implements SocketListener, ChannelListener {

	private static final Logger logger = LoggerFactory.getLogger(Webhooks.class);

	// how long stopping waits for the endpoints
	private static final Duration STOP_PERIOD = Duration.ofSeconds(5);

	// from a socket's loop to its channels' homes, and from there to the endpoints
	private static final int HOPS = 3;

	private final Loops loops;

	private final Map<String, List<EndpointQueue>> byApp = new HashMap<>();

	private final List<EndpointQueue> queues = new ArrayList<>();

	private final List<HeldRemovals> held = new ArrayList<>();

	private final @Nullable WebhookSender sender;

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Create the webhooks of an edge. Without endpoints nothing is started.
	 * @param loops the edge's loops
	 * @param apps the applications
	 * @param clock tells the time that requests are stamped with
	 */
	public Webhooks(Loops loops, Collection<App> apps, InstantSource clock) {
		this.loops = loops;
		boolean wanted = apps.stream().anyMatch((app) -> !app.options().webhooks().isEmpty());
		this.sender = wanted ? new WebhookSender() : null;
		if (this.sender != null) {
			for (App app : apps) {
				List<EndpointQueue> ofApp = queues(app, this.sender, clock);
				if (!ofApp.isEmpty()) {
					this.byApp.put(app.id(), ofApp);
					this.queues.addAll(ofApp);
				}
			}
		}
		for (int i = 0; i < loops.size(); i++) {
			this.held.add(new HeldRemovals(loops.get(i), this::removed));
		}
	}

	private List<EndpointQueue> queues(App app, WebhookSender sender, InstantSource clock) {
		List<EndpointQueue> queues = new ArrayList<>();
		for (WebhookEndpoint endpoint : app.options().webhooks()) {
			int index = queues.size();
			Loop loop = this.loops.home((app.id() + "#" + index).hashCode());
			queues.add(new EndpointQueue(app, index, endpoint, sender, loop, clock));
		}
		return List.copyOf(queues);
	}

	@Override
	public void opened(Socket socket) {
	}

	@Override
	public void sent(Socket socket, PusherMessage message, @Nullable String userId) {
		String name = message.channel();
		if (name == null || !EventNames.isClient(message.event())
				|| !isWanted(socket.app(), WebhookEventType.CLIENT_EVENT, name)) {
			return;
		}
		ChannelKey channel = new ChannelKey(socket.app(), name);
		WebhookEvent event = WebhookEvent.ofClientEvent(name, message.event(), message.data(), socket.id(), userId);
		// by way of the channel's home, where everything else about the channel happens
		home(channel).executeLater(() -> tell(channel, event.type(), () -> event));
	}

	@Override
	public void closed(Socket socket) {
	}

	@Override
	public void occupied(ChannelKey channel) {
		if (isWatched(channel) && !held(channel).cancel(channel, null)) {
			tell(channel, WebhookEventType.CHANNEL_OCCUPIED,
					() -> WebhookEvent.of(WebhookEventType.CHANNEL_OCCUPIED, channel.name()));
		}
	}

	@Override
	public void vacated(ChannelKey channel) {
		if (isWatched(channel)) {
			held(channel).hold(channel, null);
		}
	}

	@Override
	public void memberAdded(ChannelKey channel, String userId) {
		if (isWatched(channel) && !held(channel).cancel(channel, userId)) {
			tell(channel, WebhookEventType.MEMBER_ADDED,
					() -> WebhookEvent.ofMember(WebhookEventType.MEMBER_ADDED, channel.name(), userId));
		}
	}

	@Override
	public void memberRemoved(ChannelKey channel, String userId) {
		if (isWatched(channel)) {
			held(channel).hold(channel, userId);
		}
	}

	private void removed(ChannelKey channel, @Nullable String userId) {
		if (userId == null) {
			tell(channel, WebhookEventType.CHANNEL_VACATED,
					() -> WebhookEvent.of(WebhookEventType.CHANNEL_VACATED, channel.name()));
		}
		else {
			tell(channel, WebhookEventType.MEMBER_REMOVED,
					() -> WebhookEvent.ofMember(WebhookEventType.MEMBER_REMOVED, channel.name(), userId));
		}
	}

	@Override
	public void cacheMissed(ChannelKey channel) {
		tell(channel, WebhookEventType.CACHE_MISS, () -> WebhookEvent.of(WebhookEventType.CACHE_MISS, channel.name()));
	}

	@Override
	public void counted(ChannelKey channel, int subscriptions) {
		tell(channel, WebhookEventType.SUBSCRIPTION_COUNT, () -> WebhookEvent.ofCount(channel.name(), subscriptions));
	}

	private boolean isWatched(ChannelKey channel) {
		return this.byApp.containsKey(channel.app().id());
	}

	private boolean isWanted(App app, WebhookEventType type, String channel) {
		for (EndpointQueue queue : this.byApp.getOrDefault(app.id(), List.of())) {
			if (queue.endpoint().wants(type, channel)) {
				return true;
			}
		}
		return false;
	}

	private void tell(ChannelKey channel, WebhookEventType type, Supplier<WebhookEvent> event) {
		WebhookEvent encoded = null;
		for (EndpointQueue queue : this.byApp.getOrDefault(channel.app().id(), List.of())) {
			if (queue.endpoint().wants(type, channel.name())) {
				encoded = (encoded != null) ? encoded : event.get();
				WebhookEvent told = encoded;
				queue.loop().execute(() -> queue.add(told));
			}
		}
	}

	private Loop home(ChannelKey channel) {
		return this.loops.home(channel.hashCode());
	}

	private HeldRemovals held(ChannelKey channel) {
		return this.held.get(home(channel).index());
	}

	/**
	 * Deliver what is on its way, and wait for that, for 5 seconds at most. To be called
	 * when all sockets are closed.
	 */
	public void stop() {
		if (this.sender == null) {
			return;
		}
		try {
			long deadline = System.nanoTime() + STOP_PERIOD.toNanos();
			for (int i = 0; i < HOPS; i++) {
				onAllLoops((loop) -> {
				});
			}
			onAllLoops((loop) -> this.held.get(loop.index()).stop());
			onAllLoops((loop) -> ofLoop(loop).forEach(EndpointQueue::stop));
			while (System.nanoTime() - deadline < 0 && !this.queues.stream().allMatch(EndpointQueue::isEmpty)) {
				TimeUnit.MILLISECONDS.sleep(5);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		close();
	}

	/**
	 * Stop at once. A second call does nothing.
	 */
	public void close() {
		if (this.sender == null || !this.closed.compareAndSet(false, true)) {
			return;
		}
		try {
			onAllLoops((loop) -> ofLoop(loop).forEach(EndpointQueue::close));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.sender.close();
	}

	private List<EndpointQueue> ofLoop(Loop loop) {
		return this.queues.stream().filter((queue) -> queue.loop() == loop).toList();
	}

	// Wait until every loop has done something, and so all that it was handed before.
	private void onAllLoops(Consumer<Loop> task) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(this.loops.size());
		for (int i = 0; i < this.loops.size(); i++) {
			Loop loop = this.loops.get(i);
			loop.execute(() -> {
				try {
					task.accept(loop);
				}
				finally {
					done.countDown();
				}
			});
		}
		if (!done.await(2, TimeUnit.SECONDS)) {
			logger.warn("Stopping the webhooks goes on without waiting for a busy event loop");
		}
	}

}
