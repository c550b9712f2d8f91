/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.core;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.client.PipeChannelInfo;
import io.pusherpipe.client.PipeInfo;

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
	 * Several channels, to trigger on all of them at once.
	 * @param names the channels' names, 1 to 100
	 * @return the channels
	 * @throws IllegalArgumentException if there are fewer or more, or no channel can have
	 * one of the names
	 */
	PipeChannels channels(String... names);

	/**
	 * The channels that have subscribers now.
	 * @return the channels, in the order of their names; fails as
	 * {@link PipeSocket#trigger(String, Object)} does
	 */
	CompletableFuture<List<PipeChannelInfo>> channels();

	/**
	 * The sockets that are open now. There may be very many of them; for their number
	 * alone ask {@link #info()}.
	 * @return the sockets' ids; fails as {@link PipeSocket#trigger(String, Object)} does
	 */
	CompletableFuture<List<String>> sockets();

	/**
	 * The state of the application at the edge now: the number of sockets, and the groups
	 * of backends.
	 * @return the state; fails as {@link PipeSocket#trigger(String, Object)} does
	 */
	CompletableFuture<PipeInfo> info();

	/**
	 * A user: all sockets that have signed in with one id. Nothing is sent to find out
	 * whether there are any.
	 * @param userId the user's id, 1 to 128 characters
	 * @return the user
	 * @throws IllegalArgumentException if no user can have the id
	 */
	PipeUser user(String userId);

}
