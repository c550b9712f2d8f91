/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.socket;

/**
 * What browsers are told whose requests cannot be answered (Pipe protocol 1.0, request
 * and reply).
 */
public final class BrowserError {

	/** The request exceeds a limit, or the backends can take no more at present. */
	public static final int REJECTED = 4301;

	/** The request is malformed. */
	public static final int MALFORMED = 4400;

	/** The application refuses it. */
	public static final int REFUSED = 4403;

	/** No backend answers such requests. */
	public static final int NO_BACKEND = 4404;

	/** There was no answer in time. */
	public static final int TIMEOUT = 4408;

	/** The backend could not answer. */
	public static final int BACKEND_FAILED = 4500;

	private BrowserError() {
	}

}
