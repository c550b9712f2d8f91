/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.util.Arrays;
import java.util.stream.Stream;

import io.pusherpipe.server.channel.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one socket, in the order of their channels' names. Most sockets
 * have few, so they stand in an array without room to spare: 40 bytes for one and 4 for
 * each further one, where a hash map takes 112 and 32. Belongs to the socket's loop.
 */
final class SubscriptionList {

	private static final Subscription[] NONE = {};

	private Subscription[] sorted = NONE;

	int size() {
		return this.sorted.length;
	}

	Stream<Subscription> stream() {
		return Arrays.stream(this.sorted);
	}

	/**
	 * Find the subscription to a channel.
	 * @param channel the channel's name
	 * @return the subscription, or {@code null} if there is none
	 */
	@Nullable Subscription get(String channel) {
		int index = indexOf(channel);
		return (index >= 0) ? this.sorted[index] : null;
	}

	/**
	 * Add a subscription to a channel to which there is none.
	 * @param subscription the subscription
	 */
	void add(Subscription subscription) {
		Subscription[] old = this.sorted;
		int index = -1 - indexOf(subscription.channel().name());
		Subscription[] all = Arrays.copyOf(old, old.length + 1);
		System.arraycopy(old, index, all, index + 1, old.length - index);
		all[index] = subscription;
		this.sorted = all;
	}

	/**
	 * Remove the subscription to a channel.
	 * @param channel the channel's name
	 * @return the subscription, or {@code null} if there was none
	 */
	@Nullable Subscription remove(String channel) {
		int index = indexOf(channel);
		if (index < 0) {
			return null;
		}
		Subscription[] old = this.sorted;
		Subscription[] rest = Arrays.copyOf(old, old.length - 1);
		System.arraycopy(old, index + 1, rest, index, rest.length - index);
		this.sorted = (rest.length > 0) ? rest : NONE;
		return old[index];
	}

	void clear() {
		this.sorted = NONE;
	}

	// As Arrays.binarySearch: -1 - index where it would have to stand, if it is not
	// there.
	private int indexOf(String channel) {
		int low = 0;
		int high = this.sorted.length - 1;
		while (low <= high) {
			int middle = (low + high) >>> 1;
			int order = this.sorted[middle].channel().name().compareTo(channel);
			if (order == 0) {
				return middle;
			}
			if (order < 0) {
				low = middle + 1;
			}
			else {
				high = middle - 1;
			}
		}
		return -1 - low;
	}

}
