/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.tally;

/**
 * Why a client did not become a socket or a Pipe.
 */
public enum Refusal {

	/** It came without TLS, and the application requires it. */
	TLS_REQUIRED,

	/** No application has the key. */
	UNKNOWN_APP,

	/** The application is switched off. */
	APP_DISABLED,

	/** The application has as many sockets as it may. */
	CONNECTION_QUOTA,

	/** It speaks no version of the protocol that the edge does. */
	PROTOCOL,

	/** The page is none of the application's allowed origins. */
	ORIGIN,

	/** A backend's credentials are wrong, or its clock. */
	CREDENTIALS,

	/** The edge is about to stop. */
	DRAINING

}
