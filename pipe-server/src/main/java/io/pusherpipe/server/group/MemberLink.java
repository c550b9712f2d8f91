/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import io.pusherpipe.protocol.CloseCode;

/**
 * The connection of a member. All methods are called on the group's thread.
 */
public interface MemberLink {

	/**
	 * Send a delivery, after all that was sent before.
	 * @param slot the slot
	 * @param offset the offset
	 * @param redelivered whether it has been sent before, to this member or another
	 * @param event the encoded event
	 */
	void deliver(int slot, long offset, boolean redelivered, byte[] event);

	/**
	 * When something last came from the member.
	 * @return the time, by the group's clock
	 */
	long lastHeard();

	/**
	 * Close the connection, since its member is a member no more.
	 * @param code why
	 */
	void close(CloseCode code);

}
