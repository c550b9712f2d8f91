/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.time.Duration;

import io.pusherpipe.protocol.json.RawJson;

/**
 * The event that a cache channel remembers.
 *
 * @param event the event's name
 * @param data the data as a JSON string
 * @param ttl for how long it is still remembered
 */
public record CachedEvent(String event, RawJson data, Duration ttl) {

}
