/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

/**
 * What a new member is told of its group.
 *
 * @param created whether the group begins with it
 * @param log an id of what is kept for the group: another one than before tells a member
 * that returns that the group has been forgotten in between
 */
public record Joined(boolean created, String log) {

}
