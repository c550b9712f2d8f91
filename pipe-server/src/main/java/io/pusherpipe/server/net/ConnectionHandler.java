/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

/**
 * What a connection is there for. Called on the connection's loop.
 */
public interface ConnectionHandler {

	/**
	 * The connection is open, and nothing has come in yet.
	 */
	void onOpen();

	/**
	 * A text message has come in, whole and valid UTF-8.
	 * @param utf8 the text, which the handler may keep
	 */
	void onText(byte[] utf8);

	/**
	 * The connection has ended, whoever ended it. Called once, and last.
	 */
	void onClosed();

	/**
	 * Something has come in, if only a ping. Called before what it was.
	 */
	default void onHeard() {
	}

	/**
	 * The peer closes the connection; {@link #onClosed()} follows.
	 * @param code its WebSocket close code, -1 if it gave none
	 */
	default void onPeerClosing(int code) {
	}

}
