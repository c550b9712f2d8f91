/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.event;

import io.pusherpipe.client.PipeGap;

/**
 * Events were lost, since the edge could not keep them for as long as nobody took them.
 * Published as an application event on a handler thread: the place to make up for what
 * was missed. After an outage there may be many, one for each part of the group's log.
 *
 * @param gap what is known of them
 */
public record PipeGapEvent(PipeGap gap) {

}
