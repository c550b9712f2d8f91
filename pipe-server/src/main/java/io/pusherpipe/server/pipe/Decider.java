/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.concurrent.CompletionStage;

import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import io.pusherpipe.server.app.App;

/**
 * A member that decides for the edge (Pipe protocol 1.0, requests of the edge). All
 * methods may be called on any thread.
 */
public interface Decider {

	/**
	 * The application that the member belongs to.
	 * @return the application
	 */
	App app();

	/**
	 * Whether the member makes such decisions.
	 * @param what the request's method, {@code authorize_channel} or
	 * {@code authenticate_user}
	 * @return {@code true} if it does
	 */
	boolean decides(String what);

	/**
	 * Whether the member can be asked.
	 * @return {@code false} once its connection has ended
	 */
	boolean isOpen();

	/**
	 * Ask the member.
	 * @param question what for
	 * @return its reply; fails if the connection ends before there is one. It need not
	 * end by itself: whoever asks waits only so long
	 */
	CompletionStage<PipeReply> ask(Command question);

}
