/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.protocol.EventNames;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.channel.Subscription;
import io.pusherpipe.server.tally.Origin;
import io.pusherpipe.server.tally.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * The events that one socket sends: client events go to the channel's other subscribers
 * and to the backends (Pusher protocol 7, client events), all others to the backends
 * alone (events without a channel). Belongs to the socket's loop.
 */
final class SentEvents {

	private static final int REJECTED = 4301;

	private static final int UNAUTHORIZED = 4009;

	private final Socket socket;

	private final Subscriptions subscriptions;

	private final SocketContext context;

	private @Nullable RateLimit clientEvents;

	private @Nullable RateLimit backendEvents;

	SentEvents(Socket socket, Subscriptions subscriptions, SocketContext context) {
		this.socket = socket;
		this.subscriptions = subscriptions;
		this.context = context;
	}

	// The rate of all that goes to the backends.
	RateLimit backendEvents() {
		if (this.backendEvents == null) {
			this.backendEvents = limit(this.socket.app().options().backendEventRate());
		}
		return this.backendEvents;
	}

	private RateLimit clientEvents() {
		if (this.clientEvents == null) {
			this.clientEvents = limit(this.socket.app().options().clientEventRate());
		}
		return this.clientEvents;
	}

	private RateLimit limit(int perSecond) {
		return new RateLimit(perSecond, perSecond, this.socket.loop().nanoTime());
	}

	void take(PusherMessage message) {
		if (EventNames.isClient(message.event())) {
			takeClientEvent(message);
		}
		else {
			takeBackendEvent(message);
		}
	}

	private void takeClientEvent(PusherMessage message) {
		String channel = message.channel();
		AppOptions options = this.socket.app().options();
		if (!options.clientEventsEnabled()) {
			reject(Rejection.NOT_ALLOWED, REJECTED, "The app does not have client messaging enabled.", channel);
			return;
		}
		if (channel == null || !ChannelType.of(channel).allowsClientEvents()) {
			reject(Rejection.NOT_ALLOWED, UNAUTHORIZED,
					"Client events can be sent on private and presence channels only", channel);
			return;
		}
		Subscription subscription = this.subscriptions.get(channel);
		if (subscription == null) {
			reject(Rejection.NOT_ALLOWED, UNAUTHORIZED, "Not subscribed to channel " + channel, null);
			return;
		}
		if (!fits(message)) {
			return;
		}
		if (!clientEvents().allows(this.socket.loop().nanoTime())) {
			reject(Rejection.CLIENT_EVENT_RATE, REJECTED,
					"The rate limit for sending client events exceeded the quota.", channel);
			return;
		}
		if (!isAccepted(message)) {
			return;
		}
		String userId = userId(subscription);
		byte[] text = PusherMessages.clientEvent(channel, message.event(), message.data(), userId);
		this.socket.tally().published().add(Origin.CLIENT);
		this.context.channels().publish(subscription.channel(), text, this.socket);
		this.context.listener().sent(this.socket, message, userId);
	}

	private void takeBackendEvent(PusherMessage message) {
		String channel = message.channel();
		Subscription subscription = (channel != null) ? this.subscriptions.get(channel) : null;
		if (channel != null && subscription == null) {
			reject(Rejection.NOT_ALLOWED, UNAUTHORIZED, "Not subscribed to the channel", null);
			return;
		}
		if (!fits(message)) {
			return;
		}
		if (!backendEvents().allows(this.socket.loop().nanoTime())) {
			reject(Rejection.BACKEND_EVENT_RATE, REJECTED,
					"More than " + this.socket.app().options().backendEventRate() + " events in a second", channel);
			return;
		}
		if (isAccepted(message)) {
			this.context.listener().sent(this.socket, message, userId(subscription));
		}
	}

	private boolean isAccepted(PusherMessage message) {
		if (this.context.listener().accepts(this.socket, message)) {
			return true;
		}
		reject(Rejection.BACKENDS_FULL, REJECTED, "The backends are too far behind", message.channel());
		return false;
	}

	private static @Nullable String userId(@Nullable Subscription subscription) {
		PresenceMember member = (subscription != null) ? subscription.member() : null;
		return (member != null) ? member.userId() : null;
	}

	private boolean fits(PusherMessage message) {
		String event = message.event();
		if (event.isEmpty()) {
			reject(Rejection.MALFORMED, null, "The event name must not be empty", message.channel());
			return false;
		}
		if (event.length() > EventNames.MAX_LENGTH) {
			reject(Rejection.TOO_LARGE, REJECTED,
					"The event name is longer than " + EventNames.MAX_LENGTH + " characters", message.channel());
			return false;
		}
		RawJson data = message.data();
		int limit = this.socket.app().options().maxEventSize();
		if (data != null && data.length() > limit && PusherMessages.size(data) > limit) {
			reject(Rejection.TOO_LARGE, REJECTED, "The event data is larger than " + limit + " bytes",
					message.channel());
			return false;
		}
		return true;
	}

	private void reject(Rejection rejection, @Nullable Integer code, String why, @Nullable String channel) {
		this.socket.tally().rejected().add(rejection);
		// Pusher's client for Java would try to decrypt what comes on an encrypted
		// channel.
		boolean encrypted = channel != null && ChannelType.of(channel).isEncrypted();
		this.socket.error(code, why, (encrypted && this.socket.isJavaClient()) ? null : channel);
	}

}
