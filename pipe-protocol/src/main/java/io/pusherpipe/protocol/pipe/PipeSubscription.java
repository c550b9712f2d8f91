/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a backend subscribes to, and as whom.
 *
 * @param group the group that it shares the events with, or {@code null} to get all of
 * them itself
 * @param member who it is, unique per process and start; {@code null} for the Pipe's own
 * id
 * @param eventTypes the event types' names, which the edge may not know
 * @param shard what the events are divided by
 * @param credit how many deliveries may be unacknowledged, at least 1
 * @param filter which events are wanted
 * @param decides the decisions that it offers to make, which the edge may not know
 * @param snapshot whether it wants to be told what is there in the slots that it gets
 */
public record PipeSubscription(@Nullable String group, @Nullable String member, List<String> eventTypes,
		PipeShard shard, int credit, PipeFilter filter, List<String> decides, boolean snapshot) {

	/** The credit of those that name none. */
	public static final int DEFAULT_CREDIT = 1000;

	/** How many characters the name of a group or a member may have. */
	public static final int MAX_NAME_LENGTH = 200;

	/** Decides who may subscribe to a channel. */
	public static final String AUTHORIZE_CHANNEL = "authorize_channel";

	/** Decides who a socket's user is. */
	public static final String AUTHENTICATE_USER = "authenticate_user";

	/** Copies the lists. */
	public PipeSubscription {
		eventTypes = List.copyOf(eventTypes);
		decides = List.copyOf(decides);
	}

	/**
	 * A subscription without snapshots.
	 * @param group the group, or {@code null}
	 * @param member who it is, or {@code null}
	 * @param eventTypes the event types' names
	 * @param shard what the events are divided by
	 * @param credit how many deliveries may be unacknowledged
	 * @param filter which events are wanted
	 * @param decides the decisions that it offers to make
	 */
	public PipeSubscription(@Nullable String group, @Nullable String member, List<String> eventTypes, PipeShard shard,
			int credit, PipeFilter filter, List<String> decides) {
		this(group, member, eventTypes, shard, credit, filter, decides, false);
	}

	/**
	 * Whether a group or a member can be called that.
	 * @param name the name
	 * @return {@code true} for 1 to {@value #MAX_NAME_LENGTH} letters, digits and any of
	 * {@code _-=@,.;:}
	 */
	public static boolean isValidName(String name) {
		return !name.isEmpty() && name.length() <= MAX_NAME_LENGTH
				&& name.chars().allMatch((c) -> isLetterOrDigit(c) || "_-=@,.;:".indexOf(c) >= 0);
	}

	private static boolean isLetterOrDigit(int c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	}

}
