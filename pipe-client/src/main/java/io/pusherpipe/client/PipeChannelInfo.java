/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import org.jspecify.annotations.Nullable;

/**
 * The state of a channel at the edge (Pipe protocol 1.0, queries).
 *
 * @param name the channel's name
 * @param occupied whether it has subscribers
 * @param subscriptionCount how many sockets are subscribed
 * @param userCount how many users are in it, or {@code null} where it is no presence
 * channel
 */
public record PipeChannelInfo(String name, boolean occupied, int subscriptionCount, @Nullable Integer userCount) {

}
