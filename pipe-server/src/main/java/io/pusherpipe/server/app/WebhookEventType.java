/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.app;

/**
 * What a webhook can tell of (Pusher protocol 7, webhooks).
 */
public enum WebhookEventType {

	/** A channel has its first subscriber. */
	CHANNEL_OCCUPIED("channel_occupied"),

	/** A channel has lost its last subscriber. */
	CHANNEL_VACATED("channel_vacated"),

	/** A user has come to a presence channel. */
	MEMBER_ADDED("member_added"),

	/** A user has left a presence channel. */
	MEMBER_REMOVED("member_removed"),

	/** A subscriber has sent an event to the others. */
	CLIENT_EVENT("client_event"),

	/** A subscriber found a cache channel's cache empty. */
	CACHE_MISS("cache_miss"),

	/** Subscribers of a channel were told how many they are. */
	SUBSCRIPTION_COUNT("subscription_count");

	private final String eventName;

	WebhookEventType(String eventName) {
		this.eventName = eventName;
	}

	/**
	 * The event's name in a webhook.
	 * @return the name
	 */
	public String eventName() {
		return this.eventName;
	}

}
