/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.observation;

import io.micrometer.observation.transport.SenderContext;

/**
 * {@link SenderContext Context} of an Observation of one trigger, from the call until its
 * future is done. It has no carrier: what backends trigger takes no trace along.
 */
public class PipeTemplateContext extends SenderContext<Object> {

	private final String event;

	private final Target target;

	private final String name;

	/**
	 * Create a new context.
	 * @param event the event's name
	 * @param target what it is sent to
	 * @param name the socket's or user's id, the channel's name, or the names of several
	 * channels with commas between them
	 */
	public PipeTemplateContext(String event, Target target, String name) {
		super((carrier, field, value) -> {
		});
		this.event = event;
		this.target = target;
		this.name = name;
	}

	/**
	 * The event.
	 * @return its name
	 */
	public String getEvent() {
		return this.event;
	}

	/**
	 * What it is sent to.
	 * @return the kind of target
	 */
	public Target getTarget() {
		return this.target;
	}

	/**
	 * Which one it is sent to.
	 * @return the id or the name
	 */
	public String getTargetName() {
		return this.name;
	}

	/**
	 * What events are sent to.
	 */
	public enum Target {

		/** One socket. */
		SOCKET,

		/** One channel. */
		CHANNEL,

		/** Several channels at once. */
		CHANNELS,

		/** One user. */
		USER

	}

}
