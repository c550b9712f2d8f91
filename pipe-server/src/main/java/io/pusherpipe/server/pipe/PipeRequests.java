/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.pusherpipe.protocol.ChannelNames;
import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.protocol.EventNames;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import io.pusherpipe.protocol.pipe.PipeRequest.Target;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SubscriptionRefusal;
import io.pusherpipe.server.tally.Origin;
import io.pusherpipe.server.tally.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a backend asks for, in every version of the protocol, but for what
 * concerns its own subscription. Every request gets one reply. That a socket has gone or
 * a channel is empty is no error: the backend cannot know. One Pipe's requests to one
 * channel, and to one socket, are carried out in their order. Belongs to the Pipe's loop.
 */
final class PipeRequests {

	private static final int MAX_CHANNELS = 100;

	private static final String BAD_NAME = " must be 1 to " + ChannelNames.MAX_LENGTH
			+ " letters, digits and any of _-=@,.;";

	private final App app;

	private final Loop loop;

	private final PipeContext context;

	private final PipeQueries queries;

	private final ChannelOrder order;

	private final Tally<Origin> published;

	PipeRequests(App app, Loop loop, PipeContext context) {
		this.app = app;
		this.loop = loop;
		this.context = context;
		this.order = new ChannelOrder(loop);
		this.published = loop.tally(app.id()).published();
		this.queries = new PipeQueries(app, context, this.order);
	}

	/**
	 * Carry out a request.
	 * @param request the request; one that concerns the Pipe's own subscription is
	 * answered with an error
	 * @return the reply, on the Pipe's loop: at once where nothing has to be waited for,
	 * and always so for the requests of protocol 0.2
	 */
	CompletionStage<PipeReply> handle(PipeRequest request) {
		RawJson id = request.id();
		Command command = request.command();
		try {
			if (command instanceof PipeRequest.Query query) {
				return reply(id, this.queries.answer(query));
			}
			if (command instanceof PipeRequest.SubscribeSocket subscribe) {
				return observed(subscribe, subscribe(id, subscribe));
			}
			if (command instanceof PipeRequest.UnsubscribeSocket unsubscribe) {
				return observed(unsubscribe, unsubscribe(id, unsubscribe));
			}
			carryOut(command);
			return observed(command, CompletableFuture.completedFuture(PipeReply.success(id, RawJson.EMPTY_OBJECT)));
		}
		catch (RequestException ex) {
			return CompletableFuture.completedFuture(PipeReply.failure(id, ex.error()));
		}
	}

	private CompletionStage<PipeReply> observed(Command command, CompletionStage<PipeReply> reply) {
		this.context.observer().accept(this.app, command);
		return reply;
	}

	private CompletionStage<PipeReply> reply(RawJson id, CompletionStage<RawJson> result) {
		CompletableFuture<PipeReply> reply = new CompletableFuture<>();
		result.thenAccept((found) -> this.loop.execute(() -> reply.complete(PipeReply.success(id, found))));
		return reply;
	}

	private void carryOut(Command command) throws RequestException {
		if (command instanceof PipeRequest.SendToSocket send) {
			checkEvent(send.event());
			sendToSocket(send.socketId(), send.event(), send.data());
		}
		else if (command instanceof PipeRequest.SendToChannel send) {
			checkEvent(send.event());
			checkTriggerable("params.channel", send.channel());
			trigger(send.channel(), send.event(), send.data(), send.exceptSocketId());
		}
		else if (command instanceof PipeRequest.Trigger trigger) {
			trigger(trigger);
		}
		else if (command instanceof PipeRequest.TerminateUser terminate) {
			this.context.users().terminate(this.app, terminate.userId());
		}
		else if (command instanceof PipeRequest.CloseSocket close) {
			Socket socket = find(close.socketId());
			if (socket != null) {
				socket.loop().executeLater(() -> socket.close(close.code(), close.reason()));
			}
		}
		else if (command instanceof PipeRequest.Reply reply) {
			reply(reply);
		}
		else if (command instanceof PipeRequest.Malformed malformed) {
			throw new RequestException(malformed.error());
		}
		else {
			throw new RequestException(PipeError.UNKNOWN_METHOD, "This Pipe has no such method");
		}
	}

	private void trigger(PipeRequest.Trigger trigger) throws RequestException {
		checkEvent(trigger.event());
		Target target = trigger.target();
		if (target instanceof Target.Socket socket) {
			if (!socket.id().equals(trigger.exceptSocketId())) {
				sendToSocket(socket.id(), trigger.event(), trigger.data());
			}
		}
		else if (target instanceof Target.User user) {
			String channel = ChannelType.SERVER_TO_USER.prefix() + user.id();
			if (!ChannelNames.isTriggerable(channel)) {
				throw new RequestException(PipeError.BAD_REQUEST, "trigger: params.user_id must have 1 to "
						+ (ChannelNames.MAX_LENGTH - ChannelType.SERVER_TO_USER.prefix().length()) + " characters");
			}
			trigger(channel, trigger.event(), trigger.data(), trigger.exceptSocketId());
		}
		else if (target instanceof Target.Channels channels) {
			// all of them before anything is sent, so that a refused request does nothing
			List<String> names = checkAll(channels.names());
			RawJson data = PusherMessages.encode(trigger.data());
			names.forEach((name) -> triggerEncoded(name, trigger.event(), data, trigger.exceptSocketId()));
		}
	}

	private static List<String> checkAll(List<String> names) throws RequestException {
		if (names.isEmpty() || names.size() > MAX_CHANNELS) {
			throw new RequestException(PipeError.BAD_REQUEST,
					"trigger: params.channels must name 1 to " + MAX_CHANNELS + " channels");
		}
		for (int i = 0; i < names.size(); i++) {
			checkTriggerable("params.channels[" + i + "]", names.get(i));
		}
		return names.stream().distinct().toList();
	}

	private void trigger(String channel, String event, @Nullable RawJson data, @Nullable String exceptSocketId) {
		triggerEncoded(channel, event, PusherMessages.encode(data), exceptSocketId);
	}

	private void triggerEncoded(String channel, String event, RawJson data, @Nullable String exceptSocketId) {
		this.published.add(Origin.PIPE);
		Socket except = (exceptSocketId != null) ? find(exceptSocketId) : null;
		this.order.run(channel,
				() -> this.context.channels().trigger(new ChannelKey(this.app, channel), event, data, except));
	}

	private void sendToSocket(String socketId, String event, @Nullable RawJson data) {
		this.published.add(Origin.PIPE);
		Socket socket = find(socketId);
		if (socket != null) {
			byte[] text = PusherMessages.socketEvent(event, PusherMessages.encode(data));
			socket.loop().executeLater(() -> socket.send(text));
		}
	}

	private void reply(PipeRequest.Reply reply) {
		Socket socket = find(reply.socketId());
		if (socket == null) {
			return;
		}
		PipeError error = reply.error();
		RawJson result = (reply.result() != null) ? reply.result() : RawJson.NULL;
		socket.loop().executeLater(() -> {
			if (error != null) {
				socket.replyFailure(reply.request(), error.code(), error.message());
			}
			else {
				socket.reply(reply.request(), result);
			}
		});
	}

	private CompletionStage<PipeReply> subscribe(RawJson id, PipeRequest.SubscribeSocket subscribe)
			throws RequestException {
		String channel = subscribe.channel();
		checkName("subscribe_socket", channel);
		if (ChannelType.of(channel).isEncrypted()) {
			throw new RequestException(PipeError.BAD_CHANNEL_NAME,
					"subscribe_socket: params.channel is encrypted, and its key comes only with the client's own subscription");
		}
		String channelData = text(subscribe.channelData());
		Socket socket = find(subscribe.socketId());
		if (socket == null) {
			return CompletableFuture.completedFuture(PipeReply.success(id, RawJson.EMPTY_OBJECT));
		}
		CompletableFuture<PipeReply> reply = new CompletableFuture<>();
		this.order.subscribe(channel, () -> socket.subscribe(channel, channelData)
			.whenComplete((done, failure) -> this.loop.execute(() -> reply.complete(subscribed(id, failure)))));
		return reply;
	}

	private static @Nullable String text(@Nullable RawJson value) {
		if (value == null || value.isNull()) {
			return null;
		}
		return value.isString() ? JsonReader.text(value) : value.toString();
	}

	private static PipeReply subscribed(RawJson id, @Nullable Throwable failure) {
		if (failure instanceof SubscriptionRefusal refusal) {
			return PipeReply.failure(id, new PipeError(refusal.isLimit() ? PipeError.LIMIT : PipeError.BAD_REQUEST,
					"subscribe_socket: " + refusal.getMessage()));
		}
		return PipeReply.success(id, RawJson.EMPTY_OBJECT);
	}

	private CompletionStage<PipeReply> unsubscribe(RawJson id, PipeRequest.UnsubscribeSocket unsubscribe)
			throws RequestException {
		String channel = unsubscribe.channel();
		checkName("unsubscribe_socket", channel);
		Socket socket = find(unsubscribe.socketId());
		PipeReply success = PipeReply.success(id, RawJson.EMPTY_OBJECT);
		if (socket == null) {
			return CompletableFuture.completedFuture(success);
		}
		CompletableFuture<PipeReply> reply = new CompletableFuture<>();
		this.order.subscribe(channel, () -> socket.unsubscribe(channel)
			.whenComplete((done, failure) -> this.loop.execute(() -> reply.complete(success))));
		return reply;
	}

	private @Nullable Socket find(String socketId) {
		return this.context.sockets().find(this.app, socketId);
	}

	private static void checkEvent(String event) throws RequestException {
		if (!EventNames.isValid(event)) {
			throw new RequestException(PipeError.BAD_EVENT_NAME, "params.event must be 1 to " + EventNames.MAX_LENGTH
					+ " characters and not begin with pusher:, pusher_internal: or pipe:");
		}
	}

	private static void checkTriggerable(String param, String channel) throws RequestException {
		if (!ChannelNames.isTriggerable(channel)) {
			throw new RequestException(PipeError.BAD_CHANNEL_NAME, param + BAD_NAME);
		}
	}

	private static void checkName(String method, String channel) throws RequestException {
		if (!ChannelNames.isValid(channel)) {
			throw new RequestException(PipeError.BAD_CHANNEL_NAME, method + ": params.channel" + BAD_NAME);
		}
	}

}
