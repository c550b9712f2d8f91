/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.net.InetSocketAddress;

/**
 * The edge cannot listen where it should.
 */
public final class ListenException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient InetSocketAddress address;

	ListenException(InetSocketAddress address, Throwable cause) {
		super("Cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + cause.getMessage(),
				cause);
		this.address = address;
	}

	/**
	 * Where it should listen.
	 * @return the address and port
	 */
	public InetSocketAddress address() {
		return this.address;
	}

}
