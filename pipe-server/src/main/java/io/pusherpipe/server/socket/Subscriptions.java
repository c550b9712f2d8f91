/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.pusherpipe.protocol.ChannelNames;
import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.protocol.pusher.SubscribeRequest;
import io.pusherpipe.protocol.pusher.UserData;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.channel.Channels;
import io.pusherpipe.server.channel.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * One socket's subscriptions (Pusher protocol 7, subscribe and unsubscribe). Belongs to
 * the socket's loop.
 */
final class Subscriptions {

	private final Socket socket;

	private final Signin signin;

	private final Channels channels;

	private final Map<String, Subscription> byChannel = new HashMap<>(4);

	private @Nullable Subscription pending;

	private boolean authorized;

	Subscriptions(Socket socket, Signin signin, Channels channels) {
		this.socket = socket;
		this.signin = signin;
		this.channels = channels;
	}

	// Whether a subscription has been asked for whose outcome is open.
	boolean isPending() {
		return this.pending != null;
	}

	// Whether a subscription that needs a signature has ever succeeded.
	boolean hasBeenAuthorized() {
		return this.authorized;
	}

	// The socket's subscription to a channel.
	@Nullable Subscription get(String channel) {
		return this.byChannel.get(channel);
	}

	void subscribe(@Nullable RawJson data) {
		SubscribeRequest request = SubscribeRequest.read(data);
		String channel = request.channel();
		if (this.byChannel.containsKey(channel)) {
			this.socket.error(null, "Existing subscription to channel " + channel, null);
			return;
		}
		PresenceMember member;
		try {
			member = check(request);
		}
		catch (Refusal ex) {
			refuse(channel, ex);
			return;
		}
		Subscription subscription = new Subscription(new ChannelKey(this.socket.app(), channel), this.socket, member);
		this.byChannel.put(channel, subscription);
		if (member != null) {
			// Only a presence channel can be full; all others are sure to succeed.
			this.pending = subscription;
		}
		this.channels.subscribe(subscription);
	}

	private @Nullable PresenceMember check(SubscribeRequest request) throws Refusal {
		String channel = request.channel();
		App app = this.socket.app();
		if (channel.length() > ChannelNames.MAX_LENGTH) {
			throw new Refusal("LimitReached", 4009,
					"Channel name is longer than " + ChannelNames.MAX_LENGTH + " characters");
		}
		ChannelType type = ChannelType.of(channel);
		if (type == ChannelType.SERVER_TO_USER) {
			checkUser(channel);
		}
		else if (!ChannelNames.isValid(channel)) {
			throw new Refusal("BadRequest", 400, "Channel name must be letters, digits and any of _-=@,.;");
		}
		if (this.byChannel.size() >= app.options().maxSubscriptions()) {
			throw new Refusal("LimitReached", 4100,
					"The connection has reached its limit of " + app.options().maxSubscriptions() + " channels");
		}
		if (!type.needsSignature()) {
			return null;
		}
		if (!isSigned(request, type)) {
			throw new Refusal("AuthError", 401, "Invalid signature");
		}
		return type.isPresence() ? member(request.channelData()) : null;
	}

	private void checkUser(String channel) throws Refusal {
		UserData user = this.signin.user();
		if (user == null || !channel.equals(ChannelType.SERVER_TO_USER.prefix() + user.id())) {
			throw new Refusal("AuthError", 403, "The channel belongs to another user, or nobody is signed in");
		}
	}

	private boolean isSigned(SubscribeRequest request, ChannelType type) {
		String auth = request.auth();
		if (auth == null) {
			return false;
		}
		if (verifies(auth, request.channel(), request.channelData())) {
			return true;
		}
		// Channel data means nothing on private channels, so it need not be signed there.
		return request.channelData() != null && !type.isPresence() && verifies(auth, request.channel(), null);
	}

	private boolean verifies(String auth, String channel, @Nullable String channelData) {
		App app = this.socket.app();
		return ChannelSignature.verifies(auth, app.key(), app.secret(), this.socket.id(), channel, channelData);
	}

	private PresenceMember member(@Nullable String channelData) throws Refusal {
		int limit = this.socket.app().options().maxPresenceMemberSize();
		if (channelData == null) {
			UserData user = this.signin.user();
			if (user == null) {
				throw new Refusal("BadRequest", 400, "channel_data is missing, and nobody is signed in");
			}
			RawJson userInfo = user.userInfo();
			if (userInfo != null && userInfo.length() > limit) {
				throw new Refusal("LimitReached", 4100, "user_info is larger than " + limit + " bytes");
			}
			return new PresenceMember(user.id(), userInfo);
		}
		if (channelData.getBytes(StandardCharsets.UTF_8).length > limit) {
			throw new Refusal("LimitReached", 4100, "channel_data is larger than " + limit + " bytes");
		}
		try {
			return PresenceMember.read(channelData);
		}
		catch (ProtocolException ex) {
			throw new Refusal("BadRequest", 400, "Invalid channel_data: " + ex.getMessage());
		}
	}

	void begun(Subscription subscription) {
		settled(subscription);
		this.authorized |= subscription.channel().type().needsSignature();
	}

	private void settled(Subscription subscription) {
		if (this.pending == subscription) {
			this.pending = null;
		}
	}

	void full(Subscription subscription, String reason) {
		settled(subscription);
		this.byChannel.remove(subscription.channel().name(), subscription);
		refuse(subscription.channel().name(), new Refusal("LimitReached", 4100, reason));
	}

	private void refuse(String channel, Refusal refusal) {
		if (this.socket.isJavaClient()) {
			// It knows no subscription errors, and would try to decrypt them on encrypted
			// channels.
			this.socket.error(4009, "Subscription to " + channel + " refused: " + refusal.getMessage(), null);
		}
		else {
			this.socket
				.send(PusherMessages.subscriptionError(channel, refusal.type, refusal.getMessage(), refusal.status));
		}
	}

	void unsubscribe(@Nullable RawJson data) {
		String channel = SubscribeRequest.read(data).channel();
		Subscription subscription = this.byChannel.remove(channel);
		if (subscription == null) {
			this.socket.error(null, "No current subscription to channel " + channel + ", or subscription in progress",
					null);
			return;
		}
		this.channels.unsubscribe(subscription);
	}

	void endAll() {
		this.byChannel.values().forEach(this.channels::unsubscribe);
		this.byChannel.clear();
	}

	/**
	 * Why a subscription is refused.
	 */
	private static final class Refusal extends Exception {

		private static final long serialVersionUID = 1L;

		private final String type;

		private final int status;

		Refusal(String type, int status, String message) {
			super(message, null, false, false);
			this.type = type;
			this.status = status;
		}

		@Override
		public String getMessage() {
			return String.valueOf(super.getMessage());
		}

	}

}
