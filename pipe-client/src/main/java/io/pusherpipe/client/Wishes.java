/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
import io.pusherpipe.protocol.pipe.PipeSubscription;

/**
 * What the application wants to be told and asked by the edge, whether or not there is a
 * connection. Changed by serial tasks only; any thread may look.
 */
final class Wishes {

	private final Membership member;

	private volatile Set<PipeEventType> eventTypes = Set.of();

	private volatile PipeFilter filter;

	private volatile PipeDecider decider = new PipeDecider() {
	};

	// The edge is to send nothing, as long as nobody subscribes or connects.
	private boolean left;

	/**
	 * Wish for no events yet.
	 * @param member who wishes
	 * @param filter which events it is to be, of those that will be subscribed to
	 */
	Wishes(Membership member, PipeFilter filter) {
		this.member = member;
		this.filter = filter;
	}

	Set<PipeEventType> eventTypes() {
		return this.eventTypes;
	}

	void add(Set<PipeEventType> types) {
		record((eventTypes) -> eventTypes.addAll(types));
		this.left = false;
	}

	void remove(Set<PipeEventType> types) {
		record((eventTypes) -> eventTypes.removeAll(types));
	}

	private void record(Consumer<Set<PipeEventType>> change) {
		Set<PipeEventType> recorded = EnumSet.noneOf(PipeEventType.class);
		recorded.addAll(this.eventTypes);
		change.accept(recorded);
		this.eventTypes = Collections.unmodifiableSet(recorded);
	}

	PipeFilter filter() {
		return this.filter;
	}

	void filter(PipeFilter filter) {
		this.filter = filter;
	}

	PipeDecider decider() {
		return this.decider;
	}

	void decider(PipeDecider decider) {
		this.decider = decider;
	}

	boolean hasLeft() {
		return this.left;
	}

	void leave() {
		this.left = true;
	}

	void comeBack() {
		this.left = false;
	}

	/**
	 * What to subscribe to. Without events it is no member of the group, which would have
	 * to share them with it, but a group of its own, so that the edge knows its requests
	 * again.
	 * @return the subscription
	 */
	PipeSubscription subscription() {
		boolean none = this.left || this.eventTypes.isEmpty();
		return new PipeSubscription(none ? null : this.member.group(), this.member.member(),
				none ? List.of() : names(this.eventTypes), this.member.shard(), this.member.prefetch(), this.filter,
				this.left ? List.of() : decisions(), !none && this.member.snapshot());
	}

	private List<String> decisions() {
		List<String> decisions = new ArrayList<>(2);
		if (this.decider.authorizesChannels()) {
			decisions.add(PipeSubscription.AUTHORIZE_CHANNEL);
		}
		if (this.decider.authenticatesUsers()) {
			decisions.add(PipeSubscription.AUTHENTICATE_USER);
		}
		return decisions;
	}

	/**
	 * The event types' names in the protocol.
	 * @param types the types
	 * @return the names
	 */
	static List<String> names(Set<PipeEventType> types) {
		return types.stream().map(PipeEventType::wireName).toList();
	}

}
