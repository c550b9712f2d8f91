/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * A user in a presence channel (Pipe protocol 1.0, queries).
 *
 * @param id the user's id
 * @param info what the other users are told of it, or {@code null} where there is nothing
 */
public record PipeChannelUser(String id, @Nullable RawJson info) {

}
