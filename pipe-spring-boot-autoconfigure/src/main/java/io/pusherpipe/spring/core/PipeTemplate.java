/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.pusherpipe.client.PipeChannelInfo;
import io.pusherpipe.client.PipeChannelUser;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientChannel;
import io.pusherpipe.client.PipeClientChannelSelection;
import io.pusherpipe.client.PipeClientSocket;
import io.pusherpipe.client.PipeClientUser;
import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.client.PipeInfo;
import io.pusherpipe.client.PipeLimitException;
import io.pusherpipe.client.PipeSocketInfo;
import io.pusherpipe.protocol.ChannelNames;
import io.pusherpipe.protocol.EventNames;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.spring.observation.PipeTemplateContext;
import io.pusherpipe.spring.observation.PipeTemplateContext.Target;
import io.pusherpipe.spring.observation.PipeTemplateObservations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Sends through the application's Pipe. Whoever ignores a result still learns of its
 * failure: the first of a row of failures is logged as a warning, the others as debug
 * output.
 */
public final class PipeTemplate implements PipeOperations {

	private static final Log logger = LogFactory.getLog(PipeTemplate.class);

	private final PipeClient client;

	private final JsonMapper jsonMapper;

	private final AtomicBoolean failing = new AtomicBoolean();

	private volatile @Nullable PipeTemplateObservations observations;

	/**
	 * Create a new template.
	 * @param client the client, which another one connects
	 * @param jsonMapper writes the data
	 */
	public PipeTemplate(PipeClient client, JsonMapper jsonMapper) {
		this.client = client;
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Have triggers observed from now on. By default they are not, and that costs
	 * nothing.
	 * @param observations makes the Observations
	 */
	public void observe(PipeTemplateObservations observations) {
		this.observations = observations;
	}

	@Override
	public PipeSocket socket(String socketId) {
		return new TemplateSocket(this.client.socket(socketId));
	}

	@Override
	public PipeChannel channel(String name) {
		check(name, ChannelNames.isValid(name));
		return new TemplateChannel(this.client.channel(name), null);
	}

	@Override
	public PipeChannels channels(String... names) {
		for (String name : names) {
			check(name, ChannelNames.isValid(name));
		}
		return new TemplateChannels(this.client.channels(names));
	}

	@Override
	public CompletableFuture<List<PipeChannelInfo>> channels() {
		return this.client.channels().list().collectList().toFuture();
	}

	@Override
	public CompletableFuture<List<String>> sockets() {
		return this.client.sockets().list().collectList().toFuture();
	}

	@Override
	public CompletableFuture<PipeInfo> info() {
		return this.client.info().toFuture();
	}

	@Override
	public PipeUser user(String userId) {
		Assert.isTrue(!userId.isEmpty() && userId.length() <= PresenceMember.MAX_USER_ID_LENGTH,
				() -> "A user's id has 1 to " + PresenceMember.MAX_USER_ID_LENGTH + " characters, and so it cannot be '"
						+ userId + "'");
		return new TemplateUser(this.client.user(userId));
	}

	private static void check(String channel, boolean valid) {
		Assert.isTrue(valid, () -> "A channel's name has 1 to " + ChannelNames.MAX_LENGTH
				+ " of the characters A-Z a-z 0-9 _ - = @ , . ; and so it cannot be '" + channel + "'");
	}

	private static void check(String event) {
		Assert.isTrue(EventNames.isValid(event),
				() -> "An event's name has 1 to " + EventNames.MAX_LENGTH + " characters and does not begin with "
						+ EventNames.PROTOCOL_PREFIX + " or " + EventNames.INTERNAL_PREFIX + ", and so it cannot be '"
						+ event + "'");
	}

	private RawJson writeData(String event, @Nullable Object data) {
		return write("The data of event '" + event + "'", data);
	}

	private RawJson write(String what, @Nullable Object data) {
		if (data instanceof RawJson json) {
			return json;
		}
		try {
			return RawJson.wrap(this.jsonMapper.writeValueAsBytes(data));
		}
		catch (JacksonException ex) {
			throw new PipeConversionException(what + " cannot be written as JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	private CompletableFuture<Void> send(Mono<Void> trigger, String event, Target target, Supplier<String> name) {
		PipeTemplateObservations observations = this.observations;
		Mono<Void> observed = (observations != null)
				? observed(trigger, observations, new PipeTemplateContext(event, target, name.get())) : trigger;
		return carryOut(observed, () -> "Event '" + event + "' was not sent");
	}

	private static Mono<Void> observed(Mono<Void> trigger, PipeTemplateObservations observations,
			PipeTemplateContext context) {
		Observation observation = observations.start(context);
		// Before whoever waits for the result goes on.
		return trigger.doOnSuccess((nothing) -> observation.stop()).doOnError((failure) -> {
			observation.error(failure);
			observation.stop();
		}).doOnCancel(observation::stop);
	}

	private CompletableFuture<Void> carryOut(Mono<Void> request, Supplier<String> failed) {
		return request.doOnSuccess((nothing) -> this.failing.set(false))
			.doOnError((failure) -> report(failed, failure))
			.toFuture();
	}

	private void report(Supplier<String> failed, Throwable failure) {
		if (!this.failing.getAndSet(true)) {
			logger.warn(failed.get() + ": " + failure.getMessage() + hint(failure));
		}
		else {
			logger.debug(failed.get() + " either: " + failure.getMessage());
		}
	}

	private static String hint(Throwable failure) {
		if (!(failure instanceof PipeLimitException limit)) {
			return "";
		}
		return switch (limit.setting()) {
			case "maxMessageSize" -> " (property pusher.pipe.max-message-size)";
			case "outboundBuffer" -> " (property pusher.pipe.template.buffer-size)";
			default -> "";
		};
	}

	private final class TemplateSocket implements PipeSocket {

		private final PipeClientSocket socket;

		TemplateSocket(PipeClientSocket socket) {
			this.socket = socket;
		}

		@Override
		public String id() {
			return this.socket.id();
		}

		@Override
		public CompletableFuture<Void> trigger(String event) {
			check(event);
			return send(this.socket.trigger(event), event, Target.SOCKET, this::id);
		}

		@Override
		public CompletableFuture<Void> trigger(String event, @Nullable Object data) {
			check(event);
			return send(this.socket.trigger(event, writeData(event, data)), event, Target.SOCKET, this::id);
		}

		@Override
		public CompletableFuture<Void> close() {
			return carryOut(this.socket.close(), () -> "Socket " + id() + " was not closed");
		}

		@Override
		public CompletableFuture<Void> close(int code, String reason) {
			return carryOut(this.socket.close(code, reason), () -> "Socket " + id() + " was not closed");
		}

		@Override
		public CompletableFuture<Void> subscribe(String channel) {
			return subscribe(channel, null);
		}

		@Override
		public CompletableFuture<Void> subscribe(String channel, @Nullable Object channelData) {
			check(channel, ChannelNames.isValid(channel));
			RawJson data = (channelData != null) ? write("The data of channel '" + channel + "'", channelData) : null;
			return carryOut(this.socket.subscribe(channel, data),
					() -> "Socket " + id() + " was not subscribed to channel '" + channel + "'");
		}

		@Override
		public CompletableFuture<Void> unsubscribe(String channel) {
			check(channel, ChannelNames.isValid(channel));
			return carryOut(this.socket.unsubscribe(channel),
					() -> "Socket " + id() + " was not unsubscribed from channel '" + channel + "'");
		}

		@Override
		public CompletableFuture<PipeSocketInfo> info() {
			return this.socket.info().toFuture();
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof TemplateSocket that && id().equals(that.id());
		}

		@Override
		public int hashCode() {
			return id().hashCode();
		}

		@Override
		public String toString() {
			return "socket " + id();
		}

	}

	private final class TemplateChannel implements PipeChannel {

		private final PipeClientChannel channel;

		private final @Nullable String excluded;

		TemplateChannel(PipeClientChannel channel, @Nullable String excluded) {
			this.channel = channel;
			this.excluded = excluded;
		}

		@Override
		public String name() {
			return this.channel.name();
		}

		@Override
		public PipeChannel except(String socketId) {
			return new TemplateChannel(this.channel.except(socketId), socketId);
		}

		@Override
		public CompletableFuture<Void> trigger(String event) {
			check(event);
			return send(this.channel.trigger(event), event, Target.CHANNEL, this::name);
		}

		@Override
		public CompletableFuture<Void> trigger(String event, @Nullable Object data) {
			check(event);
			return send(this.channel.trigger(event, writeData(event, data)), event, Target.CHANNEL, this::name);
		}

		@Override
		public CompletableFuture<PipeChannelInfo> info() {
			return this.channel.info().toFuture();
		}

		@Override
		public CompletableFuture<List<PipeChannelUser>> users() {
			return this.channel.users().collectList().toFuture();
		}

		@Override
		public CompletableFuture<List<String>> sockets() {
			return this.channel.sockets().collectList().toFuture();
		}

		@Override
		public String toString() {
			return "channel " + name() + ((this.excluded != null) ? " without socket " + this.excluded : "");
		}

	}

	private final class TemplateChannels implements PipeChannels {

		private final PipeClientChannelSelection channels;

		TemplateChannels(PipeClientChannelSelection channels) {
			this.channels = channels;
		}

		@Override
		public List<String> names() {
			return this.channels.names();
		}

		@Override
		public PipeChannels except(String socketId) {
			return new TemplateChannels(this.channels.except(socketId));
		}

		@Override
		public CompletableFuture<Void> trigger(String event) {
			check(event);
			return send(this.channels.trigger(event), event, Target.CHANNELS, () -> String.join(",", names()));
		}

		@Override
		public CompletableFuture<Void> trigger(String event, @Nullable Object data) {
			check(event);
			return send(this.channels.trigger(event, writeData(event, data)), event, Target.CHANNELS,
					() -> String.join(",", names()));
		}

		@Override
		public String toString() {
			return "channels " + names();
		}

	}

	private final class TemplateUser implements PipeUser {

		private final PipeClientUser user;

		TemplateUser(PipeClientUser user) {
			this.user = user;
		}

		@Override
		public String id() {
			return this.user.id();
		}

		@Override
		public CompletableFuture<Void> trigger(String event) {
			check(event);
			return send(this.user.trigger(event), event, Target.USER, this::id);
		}

		@Override
		public CompletableFuture<Void> trigger(String event, @Nullable Object data) {
			check(event);
			return send(this.user.trigger(event, writeData(event, data)), event, Target.USER, this::id);
		}

		@Override
		public CompletableFuture<Void> terminate() {
			return carryOut(this.user.terminate(), () -> "The sockets of user '" + id() + "' were not closed");
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof TemplateUser that && id().equals(that.id());
		}

		@Override
		public int hashCode() {
			return id().hashCode();
		}

		@Override
		public String toString() {
			return "user " + id();
		}

	}

}
