/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * What the faces of a client, its sockets, channels and users, have in common.
 *
 * @param dispatcher hands out what the edge tells
 * @param requests ask the edge to do something
 * @param queries ask it how things are
 */
record ClientCore(Dispatcher dispatcher, Requests requests, Queries queries) {

}
