/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.event;

import io.pusherpipe.client.PipeConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * The Pipe is no longer connected. Published as an application event on a handler thread,
 * once for each {@link PipeConnectedEvent} at most: not for attempts that fail, and not
 * when the application itself stops.
 *
 * @param reason why, or {@code null} where the application disconnected
 * @param reconnecting whether the connection will be tried again without anybody's doing
 */
public record PipeDisconnectedEvent(@Nullable PipeConnectionException reason, boolean reconnecting) {

}
