/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.pusherpipe.protocol.ChannelType;

/**
 * What happens in one application on one loop. To be written on that loop, and read on
 * any thread.
 */
public final class AppTally {

	/** What stands for an application where a client named none that there is. */
	public static final String NO_APP = "none";

	private final Map<ConnectionKind, Traffic> traffic = new EnumMap<>(ConnectionKind.class);

	private final Tally<ChannelType> channels = new Tally<>(ChannelType.class);

	private final Tally<Level> levels = new Tally<>(Level.class);

	private final Tally<Origin> published = new Tally<>(Origin.class);

	private final Tally<Rejection> rejected = new Tally<>(Rejection.class);

	private final Tally<RequestOutcome> requests = new Tally<>(RequestOutcome.class);

	private final Tally<RequestOutcome> decisions = new Tally<>(RequestOutcome.class);

	private final Map<RestRoute, Tally<RestStatus>> rest = new EnumMap<>(RestRoute.class);

	private final Tally<WebhookOutcome> webhooks = new Tally<>(WebhookOutcome.class);

	private final Tally<GroupCount> ownGroups = new Tally<>(GroupCount.class);

	/**
	 * Create numbers of an application in which nothing has happened.
	 */
	public AppTally() {
		for (ConnectionKind kind : ConnectionKind.values()) {
			this.traffic.put(kind, new Traffic(this));
		}
		for (RestRoute route : RestRoute.values()) {
			this.rest.put(route, new Tally<>(RestStatus.class));
		}
	}

	/**
	 * What goes through connections.
	 * @param kind which connections
	 * @return their traffic
	 */
	public Traffic traffic(ConnectionKind kind) {
		return Objects.requireNonNull(this.traffic.get(kind));
	}

	/**
	 * The channels with subscribers whose home is the loop.
	 * @return their number, by type
	 */
	public Tally<ChannelType> channels() {
		return this.channels;
	}

	/**
	 * Of what there is more at one time and less at another.
	 * @return the numbers, which make sense only as the sum of all loops
	 */
	public Tally<Level> levels() {
		return this.levels;
	}

	/**
	 * The events that were published, one for each channel, socket or user.
	 * @return their number
	 */
	public Tally<Origin> published() {
		return this.published;
	}

	/**
	 * The messages of sockets that were rejected.
	 * @return their number
	 */
	public Tally<Rejection> rejected() {
		return this.rejected;
	}

	/**
	 * The requests of sockets to the backends.
	 * @return their number
	 */
	public Tally<RequestOutcome> requests() {
		return this.requests;
	}

	/**
	 * The decisions that sockets asked for: authorizations of channels, and sign-ins.
	 * @return their number
	 */
	public Tally<RequestOutcome> decisions() {
		return this.decisions;
	}

	/**
	 * The requests to the HTTP API.
	 * @param route what they were for
	 * @return their number
	 */
	public Tally<RestStatus> rest(RestRoute route) {
		return Objects.requireNonNull(this.rest.get(route));
	}

	/**
	 * The events and requests of webhooks.
	 * @return their number
	 */
	public Tally<WebhookOutcome> webhooks() {
		return this.webhooks;
	}

	/**
	 * What happens in groups of one member each, which have no names.
	 * @return the numbers of those whose home is the loop
	 */
	public Tally<GroupCount> ownGroups() {
		return this.ownGroups;
	}

}
