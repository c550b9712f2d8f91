/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What a backend decided about a socket.
 */
public sealed interface Decision {

	/**
	 * The socket may subscribe to the channel.
	 *
	 * @param channelData who it is in a presence channel, an object or a string that
	 * holds one; {@code null} where the backend did not say
	 */
	record ChannelAuthorized(@Nullable RawJson channelData) implements Decision {

	}

	/**
	 * The socket's user.
	 *
	 * @param user an object with the user's {@code id}, or a string that holds one
	 */
	record UserAuthenticated(RawJson user) implements Decision {

	}

	/**
	 * The socket must not.
	 *
	 * @param code the code that the browser is told: 4403, 4404 or 4500
	 * @param reason why, for the browser's eyes
	 */
	record Refused(int code, String reason) implements Decision {

	}

}
