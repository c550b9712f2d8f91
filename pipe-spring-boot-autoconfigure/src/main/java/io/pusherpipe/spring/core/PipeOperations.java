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

}
