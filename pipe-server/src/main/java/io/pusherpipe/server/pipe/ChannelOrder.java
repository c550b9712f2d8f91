/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.pusherpipe.server.net.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one Pipe's requests to one channel in order. Most go straight to the channel's
 * home and need nothing of this; but a socket is subscribed by way of its own loop, and
 * what follows must not overtake that. Belongs to the Pipe's loop.
 */
final class ChannelOrder {

	private final Loop loop;

	private final Map<String, Lane> lanes = new HashMap<>();

	ChannelOrder(Loop loop) {
		this.loop = loop;
	}

	/**
	 * Run what goes to the channel's home, after all subscriptions that were begun
	 * before.
	 * @param channel the channel's name
	 * @param task the task
	 */
	void run(String channel, Runnable task) {
		Lane lane = this.lanes.get(channel);
		if (lane == null) {
			task.run();
		}
		else {
			lane.waiting.add(new Step(null, task));
		}
	}

	/**
	 * Begin or end a socket's subscription, after all that was asked for before. Several
	 * subscriptions are under way at once, since they do not concern each other.
	 * @param channel the channel's name
	 * @param subscription begins it and tells when that is done
	 */
	void subscribe(String channel, Supplier<? extends CompletionStage<?>> subscription) {
		Lane lane = this.lanes.computeIfAbsent(channel, (name) -> new Lane());
		if (lane.waiting.isEmpty()) {
			begin(channel, lane, subscription);
		}
		else {
			lane.waiting.add(new Step(subscription, null));
		}
	}

	private void begin(String channel, Lane lane, Supplier<? extends CompletionStage<?>> subscription) {
		lane.underWay++;
		subscription.get().whenComplete((done, failure) -> this.loop.executeLater(() -> ended(channel, lane)));
	}

	private void ended(String channel, Lane lane) {
		lane.underWay--;
		for (Step next = lane.waiting.peek(); next != null; next = lane.waiting.peek()) {
			Supplier<? extends CompletionStage<?>> subscription = next.subscription();
			Runnable task = next.task();
			if (subscription == null && lane.underWay > 0) {
				return;
			}
			lane.waiting.remove();
			if (subscription != null) {
				begin(channel, lane, subscription);
			}
			else if (task != null) {
				task.run();
			}
		}
		if (lane.underWay == 0) {
			this.lanes.remove(channel, lane);
		}
	}

	private static final class Lane {

		private final Queue<Step> waiting = new ArrayDeque<>();

		private int underWay;

	}

	/**
	 * What waits: a subscription, or a task for the channel's home.
	 */
	private record Step(@Nullable Supplier<? extends CompletionStage<?>> subscription, @Nullable Runnable task) {

	}

}
