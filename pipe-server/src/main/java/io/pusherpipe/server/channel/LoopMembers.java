/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.util.Arrays;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions to one channel of the subscribers on one loop. Belongs to that loop,
 * which writes a message to all of them without asking anybody.
 */
final class LoopMembers {

	private Subscription[] members = new Subscription[4];

	private int size;

	void add(Subscription subscription) {
		if (this.size == this.members.length) {
			this.members = Arrays.copyOf(this.members, this.size * 2);
		}
		subscription.position = this.size;
		this.members[this.size++] = subscription;
	}

	void remove(Subscription subscription) {
		int position = subscription.position;
		if (position < 0) {
			return;
		}
		Subscription last = this.members[--this.size];
		this.members[position] = last;
		last.position = position;
		Arrays.fill(this.members, this.size, this.size + 1, null);
		subscription.position = -1;
	}

	void deliver(ByteBuf frame, @Nullable Subscriber except) {
		for (int i = 0; i < this.size; i++) {
			Subscriber subscriber = this.members[i].subscriber();
			if (subscriber != except) {
				subscriber.deliver(frame);
			}
		}
	}

	// The first so many of the subscribers' ids.
	List<String> ids(@Nullable String after, int limit) {
		Smallest smallest = new Smallest(after, limit);
		for (int i = 0; i < this.size; i++) {
			smallest.add(this.members[i].subscriber().id());
		}
		return smallest.toList();
	}

	void deliverCount(ChannelKey channel, ByteBuf frame) {
		for (int i = 0; i < this.size; i++) {
			this.members[i].subscriber().deliverCount(channel, frame);
		}
	}

}
