/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.event;

/**
 * The Pipe has connected, for the first time or again. Published as an application event
 * on a handler thread.
 *
 * @param socketId the id that the edge gave this connection
 */
public record PipeConnectedEvent(String socketId) {

}
