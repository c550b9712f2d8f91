/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.app.WebhookEventType;
import org.jspecify.annotations.Nullable;

/**
 * An event as webhooks tell it (Pusher protocol 7, webhooks, format). Encoded once,
 * however many endpoints it goes to.
 *
 * @param type what happened
 * @param channel the name of the channel where it happened
 * @param json the object in the request's {@code events}
 */
record WebhookEvent(WebhookEventType type, String channel, RawJson json) {

	/**
	 * An event without more to tell.
	 * @param type what happened
	 * @param channel the channel
	 * @return the event
	 */
	static WebhookEvent of(WebhookEventType type, String channel) {
		return new WebhookEvent(type, channel, begin(type, channel).toRawJson());
	}

	/**
	 * A user has come or gone.
	 * @param type which of the two
	 * @param channel the channel
	 * @param userId the user
	 * @return the event
	 */
	static WebhookEvent ofMember(WebhookEventType type, String channel, String userId) {
		return new WebhookEvent(type, channel, begin(type, channel).string("user_id", userId).toRawJson());
	}

	/**
	 * Subscribers were told how many they are.
	 * @param channel the channel
	 * @param subscriptions how many
	 * @return the event
	 */
	static WebhookEvent ofCount(String channel, int subscriptions) {
		WebhookEventType type = WebhookEventType.SUBSCRIPTION_COUNT;
		return new WebhookEvent(type, channel,
				begin(type, channel).number("subscription_count", subscriptions).toRawJson());
	}

	/**
	 * A subscriber has sent an event to the others.
	 * @param channel the channel
	 * @param event the event's name
	 * @param data the data as it was sent, or {@code null} where there was none
	 * @param socketId the sender's socket
	 * @param userId the sender on presence channels, otherwise {@code null}
	 * @return the event
	 */
	static WebhookEvent ofClientEvent(String channel, String event, @Nullable RawJson data, String socketId,
			@Nullable String userId) {
		WebhookEventType type = WebhookEventType.CLIENT_EVENT;
		JsonWriter out = begin(type, channel).string("event", event)
			.raw("data", PusherMessages.string(data))
			.string("socket_id", socketId);
		if (userId != null) {
			out.string("user_id", userId);
		}
		return new WebhookEvent(type, channel, out.toRawJson());
	}

	private static JsonWriter begin(WebhookEventType type, String channel) {
		return JsonWriter.object().string("name", type.eventName()).string("channel", channel);
	}

}
