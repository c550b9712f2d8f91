/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Hot Fluxes by what they are about. Nothing is kept for a topic that has no subscriber.
 *
 * @param <K> what they are about
 * @param <T> what they emit
 */
final class Topics<K, T> {

	private final Map<K, List<FluxSink<T>>> subscribers = new ConcurrentHashMap<>();

	/**
	 * What is published on a topic, without regard to demand.
	 * @param topic the topic
	 * @return a hot Flux
	 */
	Flux<T> flux(K topic) {
		return Flux.create((sink) -> {
			add(topic, sink);
			sink.onDispose(() -> remove(topic, sink));
		}, FluxSink.OverflowStrategy.IGNORE);
	}

	/**
	 * Whether nobody is subscribed to any topic.
	 * @return {@code true} if there is no subscriber
	 */
	boolean isEmpty() {
		return this.subscribers.isEmpty();
	}

	void publish(K topic, T value) {
		List<FluxSink<T>> subscribers = this.subscribers.get(topic);
		if (subscribers != null) {
			for (FluxSink<T> subscriber : subscribers) {
				subscriber.next(value);
			}
		}
	}

	private void add(K topic, FluxSink<T> sink) {
		this.subscribers.compute(topic, (key, sinks) -> {
			List<FluxSink<T>> list = (sinks != null) ? sinks : new CopyOnWriteArrayList<>();
			list.add(sink);
			return list;
		});
	}

	private void remove(K topic, FluxSink<T> sink) {
		this.subscribers.computeIfPresent(topic, (key, sinks) -> {
			sinks.remove(sink);
			return sinks.isEmpty() ? null : sinks;
		});
	}

}
