/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands what the edge tells to whoever listens.
 */
final class Dispatcher {

	private static final Logger logger = LoggerFactory.getLogger(PipeClient.class);

	private final Topics<Topic, PipeEvent> events = new Topics<>();

	private final Topics<Topic, String> existence = new Topics<>();

	private final Topics<Kind, PipeMember> members = new Topics<>();

	private final Topics<Class<?>, PipeException> errors = new Topics<>();

	private final Topics<Class<?>, PipeGap> gaps = new Topics<>();

	private final GapLog gapLog;

	private final Counters counters;

	private final JsonMapper jsonMapper;

	private final int subscriberBuffer;

	Dispatcher(JsonMapper jsonMapper, int subscriberBuffer, Scheduler scheduler, Counters counters) {
		this.counters = counters;
		this.jsonMapper = jsonMapper;
		this.subscriberBuffer = subscriberBuffer;
		this.gapLog = new GapLog(scheduler);
	}

	/**
	 * Events on back channels or on channels.
	 * @param kind where they are sent
	 * @param name the one socket or channel, or {@code null} for all
	 * @param event their one name, or {@code null} for all
	 * @return a hot Flux
	 */
	Flux<PipeEvent> events(Kind kind, @Nullable String name, @Nullable String event) {
		Flux<PipeEvent> events = this.events.flux(new Topic(kind, name, event));
		boolean ends = kind == Kind.SOCKET_EVENT && name != null;
		return buffered(
				ends ? events.takeUntilOther(this.existence.flux(new Topic(Kind.SOCKET_CLOSED, name, null))) : events);
	}

	Flux<String> existence(Kind kind) {
		return buffered(this.existence.flux(new Topic(kind, null, null)));
	}

	Flux<PipeMember> members(Kind kind) {
		return buffered(this.members.flux(kind));
	}

	Mono<Void> closed(String socketId) {
		return this.existence.flux(new Topic(Kind.SOCKET_CLOSED, socketId, null)).next().then();
	}

	Flux<PipeException> errors() {
		return buffered(this.errors.flux(PipeException.class));
	}

	Flux<PipeGap> gaps() {
		return buffered(this.gaps.flux(PipeGap.class));
	}

	/**
	 * Keep what one subscriber has no demand for yet, up to the limit.
	 * @param flux what does not regard demand
	 * @param <T> what it emits
	 * @return a Flux that does
	 */
	<T> Flux<T> buffered(Flux<T> flux) {
		return flux.onBackpressureBuffer(this.subscriberBuffer)
			.onErrorMap(Exceptions::isOverflow,
					(ex) -> new PipeLimitException("A subscriber has fallen behind by more than subscriberBuffer, "
							+ this.subscriberBuffer + " events, allows", "subscriberBuffer"));
	}

	/**
	 * Hand out a notification. One thread at a time.
	 * @param notification the notification
	 * @param redelivered whether it has been sent before
	 */
	void dispatch(PipeNotification notification, boolean redelivered) {
		this.counters.received(notification, redelivered);
		try {
			publish(notification, redelivered);
		}
		catch (RuntimeException ex) {
			// Whoever listens must not take the connection down.
			logger.error("A subscriber of the Pipe failed", ex);
		}
	}

	/**
	 * Report what no caller waits for.
	 * @param error what went wrong
	 */
	void error(PipeException error) {
		if (this.errors.isEmpty() && !(error instanceof PipeConnectionException)) {
			logger.warn("Pipe error: {}", error.getMessage());
		}
		this.errors.publish(PipeException.class, error);
	}

	/**
	 * Report that events were lost.
	 * @param gap what is known of them
	 */
	void gap(PipeGap gap) {
		this.counters.lost(gap);
		this.gapLog.add(gap);
		this.gaps.publish(PipeGap.class, gap);
	}

	private void publish(PipeNotification notification, boolean redelivered) {
		if (notification instanceof SocketMessage message) {
			publish(message, redelivered);
		}
		else if (notification instanceof PipeNotification.SocketOpened opened) {
			this.existence.publish(new Topic(Kind.SOCKET_OPENED, null, null), opened.socketId());
		}
		else if (notification instanceof PipeNotification.SocketClosed closed) {
			this.existence.publish(new Topic(Kind.SOCKET_CLOSED, null, null), closed.socketId());
			this.existence.publish(new Topic(Kind.SOCKET_CLOSED, closed.socketId(), null), closed.socketId());
		}
		else if (notification instanceof PipeNotification.ChannelOccupied occupied) {
			this.existence.publish(new Topic(Kind.CHANNEL_OCCUPIED, null, null), occupied.channel());
		}
		else if (notification instanceof PipeNotification.ChannelVacated vacated) {
			this.existence.publish(new Topic(Kind.CHANNEL_VACATED, null, null), vacated.channel());
		}
		else if (notification instanceof PipeNotification.MemberAdded added) {
			this.members.publish(Kind.MEMBER_ADDED, new PipeMember(added.channel(), added.userId()));
		}
		else if (notification instanceof PipeNotification.MemberRemoved removed) {
			this.members.publish(Kind.MEMBER_REMOVED, new PipeMember(removed.channel(), removed.userId()));
		}
		else if (notification instanceof PipeNotification.Gap gap) {
			boolean full = gap.reason() == PipeNotification.GapReason.FULL;
			gap(new PipeGap(full ? PipeGap.Reason.FULL : PipeGap.Reason.EXPIRED, gap.events()));
		}
		else if (notification instanceof PipeNotification.Warning warning) {
			logger.warn("The edge warns: {}", warning.data());
		}
		else if (notification instanceof PipeNotification.Failure failure) {
			error(new PipeEdgeException(
					"The edge reports: " + failure.error().message() + " (code " + failure.error().code() + ")",
					failure.error().code()));
		}
	}

	private void publish(SocketMessage message, boolean redelivered) {
		if (this.events.isEmpty()) {
			return;
		}
		String channel = message.channel();
		Kind kind = (channel != null) ? Kind.CHANNEL_EVENT : Kind.SOCKET_EVENT;
		String name = (channel != null) ? channel : message.socketId();
		PipeEvent event = new PipeEvent(message, redelivered, this.jsonMapper);
		this.events.publish(new Topic(kind, null, null), event);
		this.events.publish(new Topic(kind, null, message.event()), event);
		this.events.publish(new Topic(kind, name, null), event);
		this.events.publish(new Topic(kind, name, message.event()), event);
	}

	/**
	 * What there is to listen to.
	 */
	enum Kind {

		/** Events on back channels, by socket. */
		SOCKET_EVENT,

		/** Events on channels, by channel. */
		CHANNEL_EVENT,

		/** Sockets that open. */
		SOCKET_OPENED,

		/** Sockets that close. */
		SOCKET_CLOSED,

		/** Channels that get their first subscriber. */
		CHANNEL_OCCUPIED,

		/** Channels that lose their last subscriber. */
		CHANNEL_VACATED,

		/** Users that become members of presence channels. */
		MEMBER_ADDED,

		/** Users that cease to be members of presence channels. */
		MEMBER_REMOVED

	}

	private record Topic(Kind kind, @Nullable String name, @Nullable String event) {

	}

}
