/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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
import io.pusherpipe.server.channel.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * One socket's subscriptions (Pusher protocol 7, subscribe and unsubscribe). Belongs to
 * the socket's loop.
 */
final class Subscriptions {

	private final Socket socket;

	private final SubscriptionList byChannel = new SubscriptionList();

	private @Nullable Subscription pending;

	// those that a backend asked for and is to be told of; sockets seldom have any
	private @Nullable Map<Subscription, CompletableFuture<@Nullable Void>> awaited;

	private boolean authorized;

	Subscriptions(Socket socket) {
		this.socket = socket;
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
		if (this.byChannel.get(channel) != null) {
			this.socket.error(null, "Existing subscription to channel " + channel, null);
			return;
		}
		PresenceMember member;
		try {
			member = check(request);
		}
		catch (SubscriptionRefusal ex) {
			refuse(channel, ex);
			return;
		}
		begin(channel, member);
	}

	/**
	 * Subscribe without the client's asking, and without its signature. To be called when
	 * no subscription {@linkplain #isPending() is pending}.
	 * @param channel the channel's name
	 * @param channelData who the socket is in a presence channel, or {@code null} for the
	 * signed-in user
	 * @param outcome is completed when the subscription has begun, or with a
	 * {@link SubscriptionRefusal}, of which the client is not told
	 */
	void subscribe(String channel, @Nullable String channelData, CompletableFuture<@Nullable Void> outcome) {
		if (this.byChannel.get(channel) != null) {
			outcome.complete(null);
			return;
		}
		try {
			ChannelType type = checkName(channel);
			PresenceMember member = type.isPresence() ? member(channelData) : null;
			if (this.awaited == null) {
				this.awaited = new HashMap<>(2);
			}
			this.awaited.put(begin(channel, member), outcome);
		}
		catch (SubscriptionRefusal ex) {
			outcome.completeExceptionally(ex);
		}
	}

	private Subscription begin(String channel, @Nullable PresenceMember member) {
		Subscription subscription = new Subscription(new ChannelKey(this.socket.app(), channel), this.socket, member);
		this.byChannel.add(subscription);
		if (member != null) {
			// Only a presence channel can be full; all others are sure to succeed.
			this.pending = subscription;
		}
		this.socket.channels().subscribe(subscription);
		return subscription;
	}

	private @Nullable PresenceMember check(SubscribeRequest request) throws SubscriptionRefusal {
		ChannelType type = checkName(request.channel());
		if (!type.needsSignature()) {
			return null;
		}
		if (!isSigned(request, type)) {
			throw SubscriptionRefusal.unauthorized(401, "Invalid signature");
		}
		return type.isPresence() ? member(request.channelData()) : null;
	}

	private ChannelType checkName(String channel) throws SubscriptionRefusal {
		App app = this.socket.app();
		if (channel.length() > ChannelNames.MAX_LENGTH) {
			throw SubscriptionRefusal.limit(4009,
					"Channel name is longer than " + ChannelNames.MAX_LENGTH + " characters");
		}
		ChannelType type = ChannelType.of(channel);
		if (type == ChannelType.SERVER_TO_USER) {
			checkUser(channel);
		}
		else if (!ChannelNames.isValid(channel)) {
			throw SubscriptionRefusal.badRequest("Channel name must be letters, digits and any of _-=@,.;");
		}
		if (this.byChannel.size() >= app.options().maxSubscriptions()) {
			throw SubscriptionRefusal.limit(4100,
					"The connection has reached its limit of " + app.options().maxSubscriptions() + " channels");
		}
		return type;
	}

	private void checkUser(String channel) throws SubscriptionRefusal {
		UserData user = this.socket.user();
		if (user == null || !channel.equals(ChannelType.SERVER_TO_USER.prefix() + user.id())) {
			throw SubscriptionRefusal.unauthorized(403, "The channel belongs to another user, or nobody is signed in");
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

	private PresenceMember member(@Nullable String channelData) throws SubscriptionRefusal {
		int limit = this.socket.app().options().maxPresenceMemberSize();
		if (channelData == null) {
			UserData user = this.socket.user();
			if (user == null) {
				throw SubscriptionRefusal.badRequest("channel_data is missing, and nobody is signed in");
			}
			RawJson userInfo = user.userInfo();
			if (userInfo != null && userInfo.length() > limit) {
				throw SubscriptionRefusal.limit(4100, "user_info is larger than " + limit + " bytes");
			}
			return new PresenceMember(user.id(), userInfo);
		}
		if (channelData.getBytes(StandardCharsets.UTF_8).length > limit) {
			throw SubscriptionRefusal.limit(4100, "channel_data is larger than " + limit + " bytes");
		}
		try {
			return PresenceMember.read(channelData);
		}
		catch (ProtocolException ex) {
			throw SubscriptionRefusal.badRequest("Invalid channel_data: " + ex.getMessage());
		}
	}

	void begun(Subscription subscription) {
		settled(subscription);
		this.authorized |= subscription.channel().type().needsSignature();
		CompletableFuture<@Nullable Void> outcome = awaited(subscription);
		if (outcome != null) {
			outcome.complete(null);
		}
	}

	private @Nullable CompletableFuture<@Nullable Void> awaited(Subscription subscription) {
		return (this.awaited != null) ? this.awaited.remove(subscription) : null;
	}

	private void settled(Subscription subscription) {
		if (this.pending == subscription) {
			this.pending = null;
		}
	}

	void full(Subscription subscription, String reason) {
		settled(subscription);
		if (this.byChannel.get(subscription.channel().name()) == subscription) {
			this.byChannel.remove(subscription.channel().name());
		}
		SubscriptionRefusal refusal = SubscriptionRefusal.limit(4100, reason);
		CompletableFuture<@Nullable Void> outcome = awaited(subscription);
		if (outcome != null) {
			outcome.completeExceptionally(refusal);
		}
		else {
			refuse(subscription.channel().name(), refusal);
		}
	}

	private void refuse(String channel, SubscriptionRefusal refusal) {
		if (this.socket.isJavaClient()) {
			// It knows no subscription errors, and would try to decrypt them on encrypted
			// channels.
			this.socket.error(4009, "Subscription to " + channel + " refused: " + refusal.getMessage(), null);
		}
		else {
			this.socket.send(
					PusherMessages.subscriptionError(channel, refusal.type(), refusal.getMessage(), refusal.status()));
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
		this.socket.channels().unsubscribe(subscription);
	}

	/**
	 * End a subscription without the client's asking.
	 * @param channel the channel's name
	 * @param ended is run when nothing more is sent
	 * @return whether there was one
	 */
	boolean end(String channel, Runnable ended) {
		Subscription subscription = this.byChannel.remove(channel);
		if (subscription == null) {
			return false;
		}
		this.socket.channels().unsubscribe(subscription, ended);
		return true;
	}

	// The channels that the socket is subscribed to.
	List<String> channelNames() {
		return this.byChannel.stream()
			.filter((subscription) -> subscription != this.pending)
			.map((subscription) -> subscription.channel().name())
			.toList();
	}

	void endAll() {
		this.byChannel.stream().forEach(this.socket.channels()::unsubscribe);
		this.byChannel.clear();
	}

}
