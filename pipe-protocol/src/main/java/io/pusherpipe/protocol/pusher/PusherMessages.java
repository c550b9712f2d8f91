/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pusher;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the edge sends to browsers (Pusher protocol 7, message catalogue). Every
 * one has {@code event} and {@code data}; {@code data} is a string, but for errors, where
 * it is an object.
 */
public final class PusherMessages {

	private static final RawJson EMPTY = RawJson.of("\"{}\"");

	private static final RawJson NULL_DATA = RawJson.of("\"null\"");

	private PusherMessages() {
	}

	/**
	 * The first message on a connection.
	 * @param socketId the id of the socket
	 * @param activityTimeoutSeconds after how long a silence the client shall ping, in
	 * seconds
	 * @return the text
	 */
	public static byte[] connectionEstablished(String socketId, long activityTimeoutSeconds) {
		RawJson data = JsonWriter.object()
			.string("socket_id", socketId)
			.number("activity_timeout", activityTimeoutSeconds)
			.toRawJson();
		return JsonWriter.object().string("event", "pusher:connection_established").encoded("data", data).toByteArray();
	}

	/**
	 * The answer to a ping.
	 * @return the text
	 */
	public static byte[] pong() {
		return JsonWriter.object().string("event", "pusher:pong").raw("data", EMPTY).toByteArray();
	}

	/**
	 * An error.
	 * @param code the code, or {@code null} where there is none
	 * @param message what is wrong and what to change
	 * @param channel the channel that it is about, or {@code null}
	 * @return the text
	 */
	public static byte[] error(@Nullable Integer code, String message, @Nullable String channel) {
		JsonWriter out = JsonWriter.object().string("event", "pusher:error");
		if (channel != null) {
			out.string("channel", channel);
		}
		out.begin("data").string("message", message);
		if (code != null) {
			out.number("code", code);
		}
		else {
			out.raw("code", null);
		}
		return out.end().toByteArray();
	}

	/**
	 * A subscription to a channel without presence has begun.
	 * @param channel the channel's name
	 * @return the text
	 */
	public static byte[] subscriptionSucceeded(String channel) {
		return channelMessage("pusher_internal:subscription_succeeded", channel).raw("data", EMPTY).toByteArray();
	}

	/**
	 * A subscription to a presence channel has begun.
	 * @param channel the channel's name
	 * @param members everybody who is there, the new subscriber included
	 * @return the text
	 */
	public static byte[] subscriptionSucceeded(String channel, Collection<PresenceMember> members) {
		JsonWriter data = JsonWriter.object().begin("presence");
		data.strings("ids", members.stream().map(PresenceMember::userId).toList());
		data.begin("hash");
		members.forEach((member) -> data.raw(member.userId(), member.userInfo()));
		data.end().number("count", members.size()).end();
		return channelMessage("pusher_internal:subscription_succeeded", channel).encoded("data", data.toRawJson())
			.toByteArray();
	}

	/**
	 * A subscription was refused.
	 * @param channel the channel's name
	 * @param type the kind of refusal: {@code AuthError}, {@code LimitReached} or
	 * {@code BadRequest}
	 * @param error why, and what to change
	 * @param status the status: 400, 401, 403, 4009 or 4100
	 * @return the text
	 */
	public static byte[] subscriptionError(String channel, String type, String error, int status) {
		return channelMessage("pusher:subscription_error", channel).begin("data")
			.string("type", type)
			.string("error", error)
			.number("status", status)
			.end()
			.toByteArray();
	}

	/**
	 * A user has come to a presence channel.
	 * @param channel the channel's name
	 * @param member the user
	 * @return the text
	 */
	public static byte[] memberAdded(String channel, PresenceMember member) {
		JsonWriter data = JsonWriter.object().string("user_id", member.userId());
		if (member.userInfo() != null) {
			data.raw("user_info", member.userInfo());
		}
		return channelMessage("pusher_internal:member_added", channel).encoded("data", data.toRawJson()).toByteArray();
	}

	/**
	 * A user has left a presence channel.
	 * @param channel the channel's name
	 * @param userId the user's id
	 * @return the text
	 */
	public static byte[] memberRemoved(String channel, String userId) {
		RawJson data = JsonWriter.object().string("user_id", userId).toRawJson();
		return channelMessage("pusher_internal:member_removed", channel).encoded("data", data).toByteArray();
	}

	/**
	 * How many are subscribed to a channel.
	 * @param channel the channel's name
	 * @param count how many
	 * @return the text
	 */
	public static byte[] subscriptionCount(String channel, int count) {
		RawJson data = JsonWriter.object().number("subscription_count", count).toRawJson();
		return channelMessage("pusher_internal:subscription_count", channel).encoded("data", data).toByteArray();
	}

	/**
	 * A new subscriber found a cache channel's cache empty.
	 * @param channel the channel's name
	 * @return the text
	 */
	public static byte[] cacheMiss(String channel) {
		return channelMessage("pusher:cache_miss", channel).raw("data", EMPTY).toByteArray();
	}

	/**
	 * A user has signed in.
	 * @param userData the text that was signed, as it came
	 * @return the text
	 */
	public static byte[] signinSuccess(String userData) {
		return JsonWriter.object()
			.string("event", "pusher:signin_success")
			.begin("data")
			.string("user_data", userData)
			.end()
			.toByteArray();
	}

	/**
	 * Which users of a watchlist are there, and which are not.
	 * @param online the ids of those who are there
	 * @param offline the ids of those who are not
	 * @return the text
	 */
	public static byte[] watchlistEvents(Collection<String> online, Collection<String> offline) {
		List<RawJson> events = new ArrayList<>();
		addWatchlistEvent(events, "online", online);
		addWatchlistEvent(events, "offline", offline);
		RawJson data = JsonWriter.object().array("events", events).toRawJson();
		return JsonWriter.object()
			.string("event", "pusher_internal:watchlist_events")
			.encoded("data", data)
			.toByteArray();
	}

	private static void addWatchlistEvent(List<RawJson> events, String name, Collection<String> userIds) {
		if (!userIds.isEmpty()) {
			events.add(JsonWriter.object().string("name", name).strings("user_ids", userIds).toRawJson());
		}
	}

	/**
	 * An event on a channel, triggered by a backend.
	 * @param channel the channel's name
	 * @param event the event's name
	 * @param data the data as a JSON string
	 * @return the text
	 * @see #string(RawJson)
	 * @see #encode(RawJson)
	 */
	public static byte[] channelEvent(String channel, String event, RawJson data) {
		return channelMessage(event, channel).raw("data", data).toByteArray();
	}

	/**
	 * An event on a channel, sent by another subscriber.
	 * @param channel the channel's name
	 * @param event the event's name
	 * @param data the data as the sender gave it, or {@code null} where there was none
	 * @param userId the sender's user id on presence channels, otherwise {@code null}
	 * @return the text
	 */
	public static byte[] clientEvent(String channel, String event, @Nullable RawJson data, @Nullable String userId) {
		JsonWriter out = channelMessage(event, channel).raw("data", string(data));
		if (userId != null) {
			out.string("user_id", userId);
		}
		return out.toByteArray();
	}

	/**
	 * An event on the back channel of one socket.
	 * @param event the event's name
	 * @param data the data as a JSON string
	 * @return the text
	 * @see #encode(RawJson)
	 */
	public static byte[] socketEvent(String event, RawJson data) {
		return JsonWriter.object().string("event", event).raw("data", data).toByteArray();
	}

	/**
	 * Data as browsers are sent it, where a string is taken to be encoded already:
	 * strings stay as they are, any other value becomes the string of its text.
	 * @param data the data, or {@code null} where there was none
	 * @return a JSON string
	 */
	public static RawJson string(@Nullable RawJson data) {
		return (data != null && data.isString()) ? data : encode(data);
	}

	/**
	 * Data as browsers are sent it, where a string is a value like any other: every value
	 * becomes the string of its text, so that the client library gets it back by parsing.
	 * @param data the data, or {@code null} where there was none
	 * @return a JSON string
	 */
	public static RawJson encode(@Nullable RawJson data) {
		return (data != null) ? data.encoded() : NULL_DATA;
	}

	/**
	 * How large data is for the limits: of a string what it holds, of any other value its
	 * text.
	 * @param data the data
	 * @return the size in bytes of UTF-8
	 */
	public static int size(RawJson data) {
		return data.isString() ? JsonReader.text(data).getBytes(StandardCharsets.UTF_8).length : data.length();
	}

	private static JsonWriter channelMessage(String event, String channel) {
		return JsonWriter.object().string("event", event).string("channel", channel);
	}

}
