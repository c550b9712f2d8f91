/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.time.Duration;

/**
 * What the edge expects of the members of groups.
 *
 * @param memberTimeout after how long a silence a member's slots move
 * @param maxCredit how many deliveries a member may have unacknowledged at most
 */
public record PipeTerms(Duration memberTimeout, int maxCredit) {

}
