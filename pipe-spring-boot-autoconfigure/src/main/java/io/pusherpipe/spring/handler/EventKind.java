/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.pusherpipe.client.PipeException;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.spring.annotation.AuthenticateUser;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnChannelVacated;
import io.pusherpipe.spring.annotation.OnMemberAdded;
import io.pusherpipe.spring.annotation.OnMemberRemoved;
import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnPipeDisconnected;
import io.pusherpipe.spring.annotation.OnPipeError;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import io.pusherpipe.spring.event.PipeConnectedEvent;
import io.pusherpipe.spring.event.PipeDisconnectedEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;

/**
 * The kinds of things that handlers handle, with what each has to offer.
 */
enum EventKind {

	SOCKET_OPEN(OnSocketOpen.class, PipeNotification.SocketOpened.class, PipeEventType.SOCKET_EXISTENCE, Part.SOCKET),

	SOCKET_CLOSE(OnSocketClose.class, PipeNotification.SocketClosed.class, PipeEventType.SOCKET_EXISTENCE, Part.SOCKET),

	SOCKET_EVENT(OnSocketEvent.class, PipeNotification.SocketMessage.class, PipeEventType.SOCKET_MESSAGE, Part.SOCKET,
			Part.EVENT, Part.DATA),

	CHANNEL_EVENT(OnChannelEvent.class, PipeNotification.SocketMessage.class, PipeEventType.SOCKET_MESSAGE, Part.SOCKET,
			Part.CHANNEL, Part.USER, Part.EVENT, Part.DATA),

	CHANNEL_OCCUPIED(OnChannelOccupied.class, PipeNotification.ChannelOccupied.class, PipeEventType.CHANNEL_EXISTENCE,
			Part.CHANNEL),

	CHANNEL_VACATED(OnChannelVacated.class, PipeNotification.ChannelVacated.class, PipeEventType.CHANNEL_EXISTENCE,
			Part.CHANNEL),

	MEMBER_ADDED(OnMemberAdded.class, PipeNotification.MemberAdded.class, PipeEventType.CHANNEL_MEMBERS, Part.CHANNEL,
			Part.USER),

	MEMBER_REMOVED(OnMemberRemoved.class, PipeNotification.MemberRemoved.class, PipeEventType.CHANNEL_MEMBERS,
			Part.CHANNEL, Part.USER),

	AUTHORIZE_CHANNEL(AuthorizeChannel.class, PipeRequest.AuthorizeChannel.class, null, Part.SOCKET, Part.CHANNEL,
			Part.USER),

	AUTHENTICATE_USER(AuthenticateUser.class, PipeRequest.AuthenticateUser.class, null, Part.SOCKET),

	PIPE_CONNECTED(OnPipeConnected.class, PipeConnectedEvent.class, null),

	PIPE_DISCONNECTED(OnPipeDisconnected.class, PipeDisconnectedEvent.class, null),

	PIPE_ERROR(OnPipeError.class, PipeException.class, null),

	/** Failures of handlers of the other kinds, with what those may have. */
	EXCEPTION(PipeExceptionHandler.class, Object.class, null, Part.values());

	private static final List<Class<? extends Annotation>> ANNOTATIONS = Arrays.stream(values())
		.<Class<? extends Annotation>>map(EventKind::annotation)
		.toList();

	private final Class<? extends Annotation> annotation;

	private final Class<?> sourceType;

	private final Optional<PipeEventType> subscription;

	@SuppressWarnings("ImmutableEnumChecker")
	private final Set<Part> parts;

	EventKind(Class<? extends Annotation> annotation, Class<?> sourceType, @Nullable PipeEventType subscription,
			Part... parts) {
		this.annotation = annotation;
		this.sourceType = sourceType;
		this.subscription = Optional.ofNullable(subscription);
		this.parts = Set.of(parts);
	}

	/**
	 * The annotation that makes a method handle this kind.
	 * @return the annotation
	 */
	Class<? extends Annotation> annotation() {
		return this.annotation;
	}

	/**
	 * The type of what is handled.
	 * @return the type of {@link Occurrence#source()}
	 */
	Class<?> sourceType() {
		return this.sourceType;
	}

	/**
	 * What the edge must be asked for.
	 * @return the type, or nothing where the edge is not needed for it
	 */
	Optional<PipeEventType> subscription() {
		return this.subscription;
	}

	/**
	 * Whether something of this kind may be delivered again.
	 * @return {@code true} if it may
	 */
	boolean isDelivered() {
		return this.subscription.isPresent() || this == EXCEPTION;
	}

	/**
	 * Whether each of this kind has a part, or may have one if it is an exception.
	 * @param part the part
	 * @return {@code true} if it has
	 */
	boolean has(Part part) {
		return this.parts.contains(part);
	}

	@Override
	public String toString() {
		return "@" + this.annotation.getSimpleName();
	}

	/**
	 * The annotations of all kinds.
	 * @return the annotations
	 */
	static List<Class<? extends Annotation>> annotations() {
		return ANNOTATIONS;
	}

	/**
	 * The kinds that a method's annotations name.
	 * @param annotations the annotations
	 * @return the kinds
	 */
	static Set<EventKind> of(MergedAnnotations annotations) {
		return Arrays.stream(values())
			.filter((kind) -> annotations.isPresent(kind.annotation))
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(EventKind.class)));
	}

	/**
	 * The kinds that have a part, for people to read.
	 * @param part the part
	 * @return their annotations with commas between them
	 */
	static String having(Part part) {
		return Arrays.stream(values())
			.filter((kind) -> kind.has(part) && kind != EXCEPTION)
			.map(EventKind::toString)
			.collect(Collectors.joining(", "));
	}

	/**
	 * What something that happened may have.
	 */
	enum Part {

		SOCKET, CHANNEL, USER, EVENT, DATA

	}

}
