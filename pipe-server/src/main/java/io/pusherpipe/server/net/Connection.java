/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.net.SocketAddress;

import io.netty.buffer.ByteBuf;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.server.tally.Traffic;

/**
 * A way to exchange texts with one client, whatever carries them. Lives on one loop, and
 * all but {@link #loop()} is to be called there.
 */
public interface Connection {

	/**
	 * The loop that the connection lives on.
	 * @return the loop
	 */
	Loop loop();

	/**
	 * Where the connection comes from.
	 * @return the client's address
	 */
	SocketAddress remoteAddress();

	/**
	 * What counts what goes through the connection, and others like it.
	 * @return the traffic of the connection's loop
	 */
	Traffic traffic();

	/**
	 * Whether messages can still be sent.
	 * @return {@code false} once either side has begun to close
	 */
	boolean isOpen();

	/**
	 * Read on, or read no more until told to. What has been read already still arrives.
	 * @param reading whether to read
	 */
	void setReading(boolean reading);

	/**
	 * Send a text.
	 * @param utf8 the text
	 */
	void send(byte[] utf8);

	/**
	 * Send a text that others are sent as well.
	 * @param frame the text, framed by {@link WebSocketFrames}, which stays the caller's
	 */
	void sendShared(ByteBuf frame);

	/**
	 * Close the connection, after all that was sent before.
	 * @param code the close code
	 * @param reason the reason, of which at most 123 bytes are sent
	 */
	void close(int code, String reason);

	/**
	 * Close the connection, after all that was sent before.
	 * @param code the code, with its own reason
	 */
	default void close(CloseCode code) {
		close(code.code(), code.reason());
	}

}
