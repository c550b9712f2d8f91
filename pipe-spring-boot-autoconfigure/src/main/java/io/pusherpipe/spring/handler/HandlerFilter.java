/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.pusherpipe.protocol.pipe.PipeFilter;
import io.pusherpipe.protocol.pipe.PipeFilter.ChannelRule;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what handlers handle, so that the edge sends nothing else. What is
 * {@code null} is everything.
 */
final class HandlerFilter {

	private @Nullable Set<String> backChannel = new LinkedHashSet<>();

	private @Nullable Set<ChannelRule> channels = new LinkedHashSet<>();

	private @Nullable Set<String> existence = new LinkedHashSet<>();

	private HandlerFilter() {
	}

	/**
	 * What some handlers handle.
	 * @param handlers the handlers
	 * @return a filter that lets through at least that
	 */
	static PipeFilter of(Iterable<PipeHandler> handlers) {
		HandlerFilter filter = new HandlerFilter();
		for (PipeHandler handler : handlers) {
			for (HandlerCondition condition : handler.conditions()) {
				filter.add(handler.kind(), condition);
			}
		}
		PipeFilter built = filter.build();
		// More than the edge takes are not worth the trouble.
		return (built.size() <= PipeFilter.MAX_ENTRIES) ? built : PipeFilter.EVERYTHING;
	}

	private void add(EventKind kind, HandlerCondition condition) {
		List<String> channels = condition.channels().edge();
		List<String> events = condition.events().written();
		switch (kind) {
			case SOCKET_EVENT -> this.backChannel = addAll(this.backChannel, events);
			case CHANNEL_EVENT -> addRules(channels, events);
			case CHANNEL_OCCUPIED, CHANNEL_VACATED, MEMBER_ADDED, MEMBER_REMOVED ->
				this.existence = addAll(this.existence, channels);
			default -> {
				// Not filtered.
			}
		}
	}

	private static @Nullable Set<String> addAll(@Nullable Set<String> names, List<String> added) {
		if (names == null || added.isEmpty()) {
			return null;
		}
		names.addAll(added);
		return names;
	}

	private void addRules(List<String> channels, List<String> events) {
		if (this.channels == null || (channels.isEmpty() && events.isEmpty())) {
			this.channels = null;
			return;
		}
		for (String channel : channels.isEmpty() ? List.of("*") : channels) {
			if (events.isEmpty()) {
				this.channels.add(new ChannelRule(channel, null));
			}
			for (String event : events) {
				this.channels.add(new ChannelRule(channel, event));
			}
		}
	}

	private PipeFilter build() {
		return new PipeFilter(this.backChannel, (this.channels != null) ? List.copyOf(this.channels) : null,
				(this.existence != null) ? List.copyOf(this.existence) : null);
	}

}
