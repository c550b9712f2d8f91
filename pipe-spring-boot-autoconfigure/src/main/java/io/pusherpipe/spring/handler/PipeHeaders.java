/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

/**
 * Names of the headers of the {@code Message} that a handler may take, for
 * {@code @Header} arguments and for argument resolvers. A header is missing where there
 * is nothing to tell. {@code MessageHeaders.ID} and {@code TIMESTAMP} are made when the
 * message is, and tell nothing of the event.
 */
public final class PipeHeaders {

	/** The prefix of all names. */
	public static final String PREFIX = "pipe_";

	/**
	 * The name of the event, a {@code String}: of {@code @OnSocketEvent} and
	 * {@code @OnChannelEvent}.
	 */
	public static final String EVENT = PREFIX + "event";

	/**
	 * The name of the channel, a {@code String}: of everything that happens on one.
	 */
	public static final String CHANNEL = PREFIX + "channel";

	/**
	 * The id of the socket, a {@code String}: of everything that a socket does.
	 */
	public static final String SOCKET_ID = PREFIX + "socketId";

	/**
	 * The id of the user, a {@code String}: the member of a presence channel who came,
	 * went, or sent the event; for {@code @AuthorizeChannel} who the socket has signed in
	 * as. Missing where there is none.
	 */
	public static final String USER_ID = PREFIX + "userId";

	/**
	 * Whether it has been delivered before, a {@code Boolean}: of everything that the
	 * edge tells.
	 */
	public static final String REDELIVERED = PREFIX + "redelivered";

	/**
	 * Whether a page awaits an answer, a {@code Boolean}: of {@code @OnSocketEvent}.
	 */
	public static final String AWAITS_REPLY = PREFIX + "awaitsReply";

	/**
	 * What happened as it was told, for example a {@code PipeNotification.SocketMessage}.
	 */
	public static final String SOURCE = PREFIX + "source";

	private PipeHeaders() {
	}

}
