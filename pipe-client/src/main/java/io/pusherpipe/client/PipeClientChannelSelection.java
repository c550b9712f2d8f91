/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Several channels, to trigger on all of them at once. The Monos are lazy, see
 * {@link PipeClient}.
 */
public interface PipeClientChannelSelection {

	/**
	 * The channels' names.
	 * @return the names
	 */
	List<String> names();

	/**
	 * These channels without one of their subscribers.
	 * @param socketId the socket that triggers leave out, usually the one that caused
	 * them; an id that nobody has excludes nobody
	 * @return the channels to trigger on
	 */
	PipeClientChannelSelection except(String socketId);

	/**
	 * Send an event without data to the channels' subscribers.
	 * @param event the event's name
	 * @return completes and fails as {@link #trigger(String, Object)} does
	 */
	Mono<Void> trigger(String event);

	/**
	 * Send an event to the channels' subscribers: once on each channel, so that a socket
	 * that is subscribed to several gets it several times (Pipe protocol 1.0,
	 * {@code trigger}). With protocol 0.2 it takes a request for each channel, of which
	 * one may fail when others do not.
	 * @param event the event's name
	 * @param data the data, as for {@link PipeClientSocket#trigger(String, Object)}
	 * @return completes when the edge has taken it, also where nobody is subscribed;
	 * fails as {@link PipeClientSocket#trigger(String, Object)} does
	 */
	Mono<Void> trigger(String event, @Nullable Object data);

}
