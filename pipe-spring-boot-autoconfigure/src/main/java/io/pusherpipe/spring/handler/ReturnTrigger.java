/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.protocol.EventNames;
import io.pusherpipe.spring.annotation.TriggerOnChannel;
import io.pusherpipe.spring.annotation.TriggerOnSocket;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.handler.EventKind.Part;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.StringValueResolver;

/**
 * Sends what a handler returns, because an annotation says so.
 */
abstract class ReturnTrigger {

	private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

	/**
	 * What is to be sent of what a method returns.
	 * @param kind what the method handles
	 * @param conditions which of that it handles
	 * @param annotations the method's annotations
	 * @param pipe what sends
	 * @param placeholders resolves {@code ${...}}
	 * @param description which method it is
	 * @return what sends it; empty to send nothing
	 * @throws InvalidPipeHandlerException if nothing could be sent so
	 */
	static List<ReturnTrigger> of(EventKind kind, List<HandlerCondition> conditions, MergedAnnotations annotations,
			PipeOperations pipe, StringValueResolver placeholders, HandlerMethodDescription description) {
		List<ReturnTrigger> triggers = new ArrayList<>();
		MergedAnnotation<TriggerOnSocket> socket = annotations.get(TriggerOnSocket.class);
		if (socket.isPresent()) {
			Attributes attributes = new Attributes(socket, placeholders, description);
			if (!kind.has(Part.SOCKET) || kind == EventKind.SOCKET_CLOSE) {
				throw description.invalid("has @TriggerOnSocket, but " + kind + " has no socket to send to",
						"Remove it, or send to a channel with @TriggerOnChannel.");
			}
			triggers.add(new OnSocket(attributes.event(), pipe));
		}
		MergedAnnotation<TriggerOnChannel> channel = annotations.get(TriggerOnChannel.class);
		if (channel.isPresent()) {
			Attributes attributes = new Attributes(channel, placeholders, description);
			boolean exceptSender = channel.getBoolean("exceptSender");
			if (exceptSender && !kind.has(Part.SOCKET)) {
				throw description.invalid("excepts the sender from its @TriggerOnChannel, but " + kind + " has none",
						"Remove exceptSender.");
			}
			triggers.add(new OnChannel(attributes.event(), attributes.channel(kind, conditions), exceptSender, pipe));
		}
		return triggers;
	}

	private final String event;

	ReturnTrigger(String event) {
		this.event = event;
	}

	/**
	 * Send a value.
	 * @param call the call that it was returned by
	 * @param value the value
	 * @return when the edge has taken it
	 */
	CompletableFuture<Void> send(HandlerCall call, Object value) {
		try {
			return send(call, this.event, value);
		}
		catch (PipeConversionException ex) {
			// Not the page's fault, as it would be with the data that it sends.
			throw new IllegalStateException("What it returned cannot be sent: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Send a value.
	 * @param call the call that it was returned by
	 * @param event the name of the event
	 * @param value the value
	 * @return when the edge has taken it
	 */
	abstract CompletableFuture<Void> send(HandlerCall call, String event, Object value);

	private static final class OnSocket extends ReturnTrigger {

		private final PipeOperations pipe;

		OnSocket(String event, PipeOperations pipe) {
			super(event);
			this.pipe = pipe;
		}

		@Override
		CompletableFuture<Void> send(HandlerCall call, String event, Object value) {
			String socketId = call.occurrence().socketId();
			return (socketId != null) ? this.pipe.socket(socketId).trigger(event, value) : NOTHING;
		}

	}

	private static final class OnChannel extends ReturnTrigger {

		private final @Nullable ChannelPattern name;

		private final boolean exceptSender;

		private final PipeOperations pipe;

		OnChannel(String event, @Nullable ChannelPattern name, boolean exceptSender, PipeOperations pipe) {
			super(event);
			this.name = name;
			this.exceptSender = exceptSender;
			this.pipe = pipe;
		}

		@Override
		CompletableFuture<Void> send(HandlerCall call, String event, Object value) {
			String channelName = name(call);
			if (channelName == null) {
				return NOTHING;
			}
			PipeChannel channel = this.pipe.channel(channelName);
			String sender = this.exceptSender ? call.occurrence().socketId() : null;
			return ((sender != null) ? channel.except(sender) : channel).trigger(event, value);
		}

		private @Nullable String name(HandlerCall call) {
			if (this.name == null) {
				return call.occurrence().channel();
			}
			String name = this.name.written();
			for (String variable : this.name.variables()) {
				name = name.replace("{" + variable + "}", String.valueOf(call.variable(variable)));
			}
			return name;
		}

	}

	/**
	 * What an annotation says, with what may be wrong with it.
	 *
	 * @param annotation the annotation
	 * @param placeholders resolves {@code ${...}}
	 * @param description which method it is of
	 */
	private record Attributes(MergedAnnotation<? extends Annotation> annotation, StringValueResolver placeholders,
			HandlerMethodDescription description) {

		String event() {
			String event = HandlerCondition.resolve(this.annotation.getString("event"), this.placeholders,
					this.description);
			if (event == null || !EventNames.isValid(event)) {
				throw this.description.invalid(
						"triggers event \"" + event + "\" with its " + this + ", which no event can be called",
						"Use 1 to " + EventNames.MAX_LENGTH + " characters, not beginning with "
								+ EventNames.PROTOCOL_PREFIX + " or " + EventNames.INTERNAL_PREFIX + ".");
			}
			return event;
		}

		@Nullable ChannelPattern channel(EventKind kind, List<HandlerCondition> conditions) {
			String name = HandlerCondition.resolve(this.annotation.getString("channel"), this.placeholders,
					this.description);
			if (name == null || name.isEmpty()) {
				if (!kind.has(Part.CHANNEL)) {
					throw this.description.invalid("has " + this + ", but " + kind + " has no channel to send to",
							"Name the channel in it, or send to the socket with @TriggerOnSocket.");
				}
				return null;
			}
			ChannelPattern pattern = parse(name);
			if (name.indexOf('*') >= 0) {
				throw this.description.invalid("has * in the channel \"" + name + "\" of its " + this
						+ ", but events are sent to channels by their names", "Name the channel.");
			}
			pattern.variables().forEach((variable) -> check(variable, kind, conditions));
			return pattern;
		}

		private ChannelPattern parse(String name) {
			try {
				return ChannelPattern.parse(name);
			}
			catch (ChannelPattern.InvalidPatternException ex) {
				throw ex.of(this.description);
			}
		}

		private void check(String variable, EventKind kind, List<HandlerCondition> conditions) {
			Set<String> known = new TreeSet<>();
			conditions.forEach((condition) -> condition.channels()
				.patterns()
				.forEach((pattern) -> known.addAll(pattern.variables())));
			boolean always = !conditions.isEmpty() && conditions.stream()
				.allMatch((condition) -> !condition.channels().patterns().isEmpty() && condition.channels()
					.patterns()
					.stream()
					.allMatch((pattern) -> pattern.variables().contains(variable)));
			if (!always) {
				throw this.description.invalid(
						"has {" + variable + "} in the channel of its " + this + ", which not every pattern of its "
								+ kind + " has",
						known.isEmpty() ? "Write {" + variable + "} into the pattern." : "Known are " + known + ".");
			}
		}

		@Override
		public String toString() {
			return "@" + this.annotation.getType().getSimpleName();
		}

	}

}
