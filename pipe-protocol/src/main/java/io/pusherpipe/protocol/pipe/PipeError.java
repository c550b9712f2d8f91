/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

/**
 * What the edge found wrong (Pipe protocol 0.2, framing and requests).
 *
 * @param code the code
 * @param message what is wrong and what to change
 */
public record PipeError(int code, String message) {

	/** An event type or an event's name is not allowed. */
	public static final int BAD_EVENT_NAME = 4210;

	/** A channel's name is not allowed. */
	public static final int BAD_CHANNEL_NAME = 4211;

	/** The request names a method that does not exist. */
	public static final int UNKNOWN_METHOD = 4213;

	/** The request is malformed, or lacks something. */
	public static final int BAD_REQUEST = 4214;

	/** The request exceeds a limit of the edge. */
	public static final int LIMIT = 4215;

	/** The subscription contradicts another one. */
	public static final int CONFLICT = 4216;

}
