/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fallback;

import java.time.Duration;

/**
 * What sockets over plain HTTP may do.
 *
 * @param path the path under which they are served
 * @param maxMessageSize how large a message may be that comes in, in bytes; a larger one
 * closes the session with 1009
 * @param maxQueuedBytes how much may wait to go out, or be on the way, in bytes; more
 * closes the session with 4100
 * @param sessionTimeout how long a session lives to which no receiving request is
 * attached
 * @param heartbeatInterval after how long a silence of the client it is sent a heartbeat
 * @param pongTimeout how long after the heartbeat something must have come in; otherwise
 * the session is closed with 4201
 */
public record FallbackOptions(String path, int maxMessageSize, int maxQueuedBytes, Duration sessionTimeout,
		Duration heartbeatInterval, Duration pongTimeout) {

}
