/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted: those that any of some wishes is for.
 *
 * @param wishes the wishes
 */
record Interest(Set<Wish> wishes) {

	/** Wants nothing. */
	static final Interest NONE = new Interest(Set.of());

	/** Wants everything. */
	static final Interest ALL = new Interest(
			Set.of(new Wish(EnumSet.allOf(PipeEventType.class), PipeFilter.EVERYTHING)));

	/** Copies the set. */
	Interest {
		wishes = Set.copyOf(wishes);
	}

	// Whoever reads the request has refused unknown types.
	static Interest of(PipeSubscription subscription) {
		Set<PipeEventType> types = EnumSet.noneOf(PipeEventType.class);
		subscription.eventTypes().forEach((name) -> PipeEventType.of(name).ifPresent(types::add));
		return new Interest(Set.of(new Wish(types, subscription.filter())));
	}

	Interest without(Set<PipeEventType> ceased) {
		Set<Wish> left = new LinkedHashSet<>();
		this.wishes.forEach((wish) -> left.add(wish.without(ceased)));
		return new Interest(left);
	}

	Interest or(Interest other) {
		Set<Wish> union = new LinkedHashSet<>(this.wishes);
		union.addAll(other.wishes);
		return new Interest(union);
	}

	boolean wantsSockets() {
		return any(PipeEventType.SOCKET_EXISTENCE, (filter) -> true);
	}

	boolean wantsMessage(@Nullable String channel, String event) {
		return any(PipeEventType.SOCKET_MESSAGE, (filter) -> filter.wants(channel, event));
	}

	boolean wantsAnyExistence() {
		return any(PipeEventType.CHANNEL_EXISTENCE, (filter) -> true);
	}

	boolean wantsExistence(String channel) {
		return any(PipeEventType.CHANNEL_EXISTENCE, (filter) -> filter.wantsExistence(channel));
	}

	boolean wantsMembers(String channel) {
		return any(PipeEventType.CHANNEL_MEMBERS, (filter) -> filter.wantsExistence(channel));
	}

	private boolean any(PipeEventType type, Predicate<PipeFilter> wanted) {
		for (Wish wish : this.wishes) {
			if (wish.types.contains(type) && wanted.test(wish.filter)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What one member wants.
	 *
	 * @param types the types of event
	 * @param filter which of them
	 */
	record Wish(Set<PipeEventType> types, PipeFilter filter) {

		/** Copies the set. */
		Wish {
			types = Set.copyOf(types);
		}

		Wish without(Set<PipeEventType> ceased) {
			Set<PipeEventType> left = EnumSet.noneOf(PipeEventType.class);
			left.addAll(this.types);
			left.removeAll(ceased);
			return new Wish(left, this.filter);
		}

	}

}
