/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

/**
 * What a group is doing.
 *
 * @param name its name
 * @param members how many members it has
 * @param waiting how many events wait to be delivered
 * @param unacknowledged how many deliveries are not acknowledged
 */
public record GroupState(String name, int members, long waiting, long unacknowledged) {

}
