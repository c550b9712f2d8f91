/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.List;

import io.pusherpipe.protocol.ProtocolException;

/**
 * One version of the Pipe protocol: how its messages stand on the wire. Stateless, and
 * safe for use by several threads.
 */
public interface PipeCodec {

	/**
	 * The version as the URL of a Pipe names it.
	 * @return the version
	 */
	String version();

	/**
	 * Write a message.
	 * @param message the message
	 * @return its text in UTF-8
	 */
	byte[] encode(PipeMessage message);

	/**
	 * Write messages that count one after the other.
	 * @param messages the messages, at least one
	 * @return their text in UTF-8
	 * @throws IllegalArgumentException if there are several, and the version has one in a
	 * text
	 */
	byte[] encode(List<? extends PipeMessage> messages);

	/**
	 * Read what a backend sent. A request whose id can be read never fails: what is wrong
	 * with it comes as {@link PipeRequest.Malformed}, so that it can be answered.
	 * @param utf8 the text
	 * @return requests, and replies to what the edge asked
	 * @throws ProtocolException if the text is no such thing
	 */
	List<? extends PipeMessage> decodeFromBackend(byte[] utf8);

	/**
	 * Read what the edge sent.
	 * @param utf8 the text
	 * @return replies, notifications, and requests of the edge
	 * @throws ProtocolException if the text is none of them
	 */
	List<? extends PipeMessage> decodeFromEdge(byte[] utf8);

}
