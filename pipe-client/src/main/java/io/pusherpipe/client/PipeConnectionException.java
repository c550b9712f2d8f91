/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.protocol.CloseCode;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the edge could not be made, or was lost.
 */
public class PipeConnectionException extends PipeException {

	private static final long serialVersionUID = 1L;

	private final @Nullable Integer closeCode;

	/**
	 * Create an exception.
	 * @param message what happened
	 * @param cause why, or {@code null}
	 */
	public PipeConnectionException(String message, @Nullable Throwable cause) {
		this(message, cause, null);
	}

	/**
	 * Create an exception.
	 * @param message what happened
	 * @param cause why, or {@code null}
	 * @param closeCode the code that the edge closed the WebSocket with, or {@code null}
	 */
	public PipeConnectionException(String message, @Nullable Throwable cause, @Nullable Integer closeCode) {
		super(message, cause);
		this.closeCode = closeCode;
	}

	/**
	 * The code that the edge closed the WebSocket with (RFC 6455, 7.4).
	 * @return the code, or {@code null} where there was none
	 */
	public @Nullable Integer closeCode() {
		return this.closeCode;
	}

	/**
	 * Whether trying again does not help: the edge closed with a code from 4000 to 4099
	 * (Pusher protocol 7, errors and close codes), or with 4203, since another process
	 * has this client's member name (Pipe protocol 1.0, close codes).
	 * @return {@code true} if the client will not try again by itself
	 */
	public boolean isPermanent() {
		return this.closeCode != null
				&& ((this.closeCode >= 4000 && this.closeCode < 4100) || this.closeCode == CloseCode.REPLACED.code());
	}

}
