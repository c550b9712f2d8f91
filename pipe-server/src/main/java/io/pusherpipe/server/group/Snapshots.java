/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.ChannelOccupied;
import io.pusherpipe.protocol.pipe.PipeNotification.ChannelVacated;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketClosed;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketOpened;
import org.jspecify.annotations.Nullable;

/**
 * What is there in some slots of a group, while it is being found out: what each loop
 * knew at some moment, brought up to date with what has happened on it since.
 * <p>
 * On the group's thread only.
 */
final class Snapshots {

	// So that a part fits into a message, with room for longer names.
	private static final int PART = 1000;

	private final Map<Integer, Set<String>> sockets = new TreeMap<>();

	private final Map<Integer, Set<String>> channels = new TreeMap<>();

	private int awaited;

	/**
	 * Begin.
	 * @param slots the slots
	 * @param loops how many loops will tell
	 */
	Snapshots(Collection<Integer> slots, int loops) {
		for (int slot : slots) {
			this.sockets.put(slot, new TreeSet<>());
			this.channels.put(slot, new TreeSet<>());
		}
		this.awaited = loops;
	}

	/**
	 * Something has happened, after what the loop has told, or before it does.
	 * @param notification what
	 */
	void happened(PipeNotification notification) {
		if (notification instanceof SocketOpened opened) {
			in(this.sockets, opened.socketId()).add(opened.socketId());
		}
		else if (notification instanceof SocketClosed closed) {
			in(this.sockets, closed.socketId()).remove(closed.socketId());
		}
		else if (notification instanceof ChannelOccupied occupied) {
			in(this.channels, occupied.channel()).add(occupied.channel());
		}
		else if (notification instanceof ChannelVacated vacated) {
			in(this.channels, vacated.channel()).remove(vacated.channel());
		}
	}

	/**
	 * One more loop has told.
	 * @param sockets the sockets that live there
	 * @param channels the channels whose home it is
	 * @return whether that was the last one
	 */
	boolean told(Collection<String> sockets, Collection<String> channels) {
		sockets.forEach((socket) -> in(this.sockets, socket).add(socket));
		channels.forEach((channel) -> in(this.channels, channel).add(channel));
		return --this.awaited == 0;
	}

	/**
	 * Write what is there, one slot after the other.
	 * @param interest what the group wants
	 * @param out takes a slot and what to append to it
	 */
	void write(Interest interest, BiConsumer<Integer, byte[]> out) {
		this.sockets.forEach((slot, there) -> {
			List<String> sockets = interest.wantsSockets() ? List.copyOf(there) : null;
			List<String> channels = interest.wantsAnyExistence()
					? in(this.channels, slot).stream().filter(interest::wantsExistence).toList() : null;
			write(slot, sockets, channels, out);
		});
	}

	// What is in other slots is not kept.
	private static Set<String> in(Map<Integer, Set<String>> slots, String key) {
		return in(slots, HomedGroup.slot(key));
	}

	private static Set<String> in(Map<Integer, Set<String>> slots, int slot) {
		return slots.getOrDefault(slot, new HashSet<>());
	}

	private static void write(int slot, @Nullable List<String> sockets, @Nullable List<String> channels,
			BiConsumer<Integer, byte[]> out) {
		int parts = Math.max(1, Math.max(parts(sockets), parts(channels)));
		for (int part = 0; part < parts; part++) {
			out.accept(slot, Pipe10Codec
				.event(new PipeNotification.Snapshot(part(sockets, part), part(channels, part), part < parts - 1)));
		}
	}

	private static int parts(@Nullable List<String> all) {
		return (all != null) ? (all.size() + PART - 1) / PART : 0;
	}

	private static @Nullable List<String> part(@Nullable List<String> all, int part) {
		if (all == null) {
			return null;
		}
		int from = Math.min(all.size(), part * PART);
		return new ArrayList<>(all.subList(from, Math.min(all.size(), from + PART)));
	}

}
