/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which events a member of a group wants to be told of. What is {@code null} wants
 * everything, what is empty nothing.
 *
 * @param backChannel names of events on back channels
 * @param channels events on channels
 * @param existence patterns of the channels whose existence and members are told, with
 * {@code *} for any characters
 */
public record PipeFilter(@Nullable Set<String> backChannel, @Nullable List<ChannelRule> channels,
		@Nullable List<String> existence) {

	/** How many entries a filter may have. */
	public static final int MAX_ENTRIES = 1000;

	/** Lets everything through. */
	public static final PipeFilter EVERYTHING = new PipeFilter(null, null, null);

	/**
	 * Copies the collections.
	 */
	public PipeFilter {
		backChannel = (backChannel != null) ? Set.copyOf(backChannel) : null;
		channels = (channels != null) ? List.copyOf(channels) : null;
		existence = (existence != null) ? List.copyOf(existence) : null;
	}

	/**
	 * How many entries the filter has.
	 * @return the number
	 */
	public int size() {
		return ((this.backChannel != null) ? this.backChannel.size() : 0)
				+ ((this.channels != null) ? this.channels.size() : 0)
				+ ((this.existence != null) ? this.existence.size() : 0);
	}

	/**
	 * Whether a message of a socket is wanted.
	 * @param channel the channel, or {@code null} for the back channel
	 * @param event the event's name
	 * @return {@code true} if it is
	 */
	public boolean wants(@Nullable String channel, String event) {
		if (channel == null) {
			return this.backChannel == null || this.backChannel.contains(event);
		}
		if (this.channels == null) {
			return true;
		}
		for (ChannelRule rule : this.channels) {
			if ((rule.event() == null || rule.event().equals(event)) && matches(rule.channel(), channel)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the existence and the members of a channel are wanted.
	 * @param channel the channel
	 * @return {@code true} if they are
	 */
	public boolean wantsExistence(String channel) {
		return this.existence == null || this.existence.stream().anyMatch((pattern) -> matches(pattern, channel));
	}

	/**
	 * A filter that lets through what either of two does.
	 * @param other the other one
	 * @return the union
	 */
	public PipeFilter or(PipeFilter other) {
		return new PipeFilter(union(this.backChannel, other.backChannel), union(this.channels, other.channels),
				union(this.existence, other.existence));
	}

	private static @Nullable Set<String> union(@Nullable Set<String> one, @Nullable Set<String> other) {
		if (one == null || other == null) {
			return null;
		}
		Set<String> union = new LinkedHashSet<>(one);
		union.addAll(other);
		return union;
	}

	private static <T> @Nullable List<T> union(@Nullable List<T> one, @Nullable List<T> other) {
		if (one == null || other == null) {
			return null;
		}
		Set<T> union = new LinkedHashSet<>(one);
		union.addAll(other);
		return new ArrayList<>(union);
	}

	/**
	 * Whether a name is one that a pattern stands for.
	 * @param pattern the pattern, with {@code *} for any characters
	 * @param name the name
	 * @return {@code true} if it is
	 */
	static boolean matches(String pattern, String name) {
		// Greedy with one point to return to, so that no pattern takes exponential time.
		int p = 0;
		int n = 0;
		int star = -1;
		int retry = 0;
		while (n < name.length()) {
			if (p < pattern.length() && pattern.charAt(p) == '*') {
				star = p++;
				retry = n;
			}
			else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
				p++;
				n++;
			}
			else if (star >= 0) {
				p = star + 1;
				n = ++retry;
			}
			else {
				return false;
			}
		}
		while (p < pattern.length() && pattern.charAt(p) == '*') {
			p++;
		}
		return p == pattern.length();
	}

	/**
	 * Events on channels.
	 *
	 * @param channel a pattern of the channel's name, with {@code *} for any characters
	 * @param event the event's name, or {@code null} for all
	 */
	public record ChannelRule(String channel, @Nullable String event) {

	}

}
