/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.pusherpipe.protocol.pipe.PipeEventType;

/**
 * What a connection has in a group. Methods may be called on any loop, and keep the order
 * of each.
 */
public final class Membership {

	private final HomedGroup homed;

	private final MemberLink link;

	Membership(HomedGroup homed, MemberLink link) {
		this.homed = homed;
		this.link = link;
	}

	/**
	 * Take acknowledgements.
	 * @param offsets the greatest offsets that are done, by slot
	 * @param wrong told on the group's loop what is wrong with them, if something is
	 */
	public void acknowledge(Map<Integer, Long> offsets, Consumer<String> wrong) {
		this.homed.loop().executeLater(() -> {
			String error = this.homed.group().acknowledge(this.link, offsets);
			if (error != null) {
				wrong.accept(error);
			}
		});
	}

	/**
	 * Want some types of event no more.
	 * @param types the types
	 */
	public void unsubscribe(Set<PipeEventType> types) {
		this.homed.loop().executeLater(() -> this.homed.group().unsubscribe(this.link, types));
	}

	/**
	 * Let the member be told what is there in its slots.
	 */
	public void snapshot() {
		this.homed.loop().executeLater(() -> this.homed.group().snapshot(this.link));
	}

	/**
	 * Leave as soon as all that was sent is acknowledged.
	 * @param whenLeft run on the group's loop then
	 */
	public void leave(Runnable whenLeft) {
		this.homed.loop().executeLater(() -> this.homed.group().leave(this.link, whenLeft));
	}

	/**
	 * Note that the connection has ended.
	 * @param forGood whether the member will not return
	 */
	public void disconnected(boolean forGood) {
		this.homed.loop().executeLater(() -> this.homed.group().disconnected(this.link, forGood));
	}

}
