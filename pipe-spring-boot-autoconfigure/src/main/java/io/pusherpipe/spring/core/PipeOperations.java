/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.core;

/**
 * What an application can do through the Pipe. Safe for use by several threads.
 */
public interface PipeOperations {

	/**
	 * A socket at the edge. Nothing is sent to find out whether it is there.
	 * @param socketId the socket's id
	 * @return the socket
	 */
	PipeSocket socket(String socketId);

	/**
	 * A channel. Nothing is sent to find out whether anybody is subscribed to it.
	 * @param name the channel's name
	 * @return the channel
	 * @throws IllegalArgumentException if no channel can have the name
	 */
	PipeChannel channel(String name);

	/**
	 * A user: all sockets that have signed in with one id. Nothing is sent to find out
	 * whether there are any.
	 * @param userId the user's id, 1 to 128 characters
	 * @return the user
	 * @throws IllegalArgumentException if no user can have the id
	 */
	PipeUser user(String userId);

}
