/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

/**
 * What goes through a Pipe: requests from the backend, replies and notifications from the
 * edge.
 */
public sealed interface PipeMessage permits PipeRequest, PipeReply, PipeNotification {

}
