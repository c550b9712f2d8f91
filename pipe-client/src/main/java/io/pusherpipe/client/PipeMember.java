/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * A user in a presence channel.
 *
 * @param channel the channel's name
 * @param userId the user's id
 */
public record PipeMember(String channel, String userId) {

}
