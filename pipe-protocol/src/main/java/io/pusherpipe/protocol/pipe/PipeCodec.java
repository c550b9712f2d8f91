/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

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
	 * Read what a backend sent. A request whose id can be read never fails: what is wrong
	 * with it comes as {@link PipeRequest.Malformed}, so that it can be answered.
	 * @param utf8 the text
	 * @return the request
	 * @throws ProtocolException if the text is no request with an id
	 */
	PipeRequest decodeRequest(byte[] utf8);

	/**
	 * Read what the edge sent.
	 * @param utf8 the text
	 * @return a reply or a notification
	 * @throws ProtocolException if the text is neither
	 */
	PipeMessage decodeAnswer(byte[] utf8);

}
