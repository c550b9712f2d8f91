/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The edge's answer to a request.
 *
 * @param id the request's id as it stood on the wire
 * @param error what went wrong, or {@code null}
 * @param result the result, or {@code null} where there is an error
 */
public record PipeReply(RawJson id, @Nullable PipeError error, @Nullable RawJson result) implements PipeMessage {

	/**
	 * Answer that a request was carried out.
	 * @param id the request's id
	 * @param result the result
	 * @return the reply
	 */
	public static PipeReply success(RawJson id, RawJson result) {
		return new PipeReply(id, null, result);
	}

	/**
	 * Answer that a request was refused.
	 * @param id the request's id
	 * @param error why
	 * @return the reply
	 */
	public static PipeReply failure(RawJson id, PipeError error) {
		return new PipeReply(id, error, null);
	}

}
