/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

/**
 * An edge that a test owns, in the process of {@link EdgeProcess}, which ends it.
 */
final class RemoteEdge {

	private final EdgeProcess process;

	private final int port;

	RemoteEdge(EdgeProcess process, int port) {
		this.process = process;
		this.port = port;
	}

	int port() {
		return this.port;
	}

	/**
	 * Stop it as an operator does.
	 */
	void stop() {
		this.process.ask("POST", "/edges/" + this.port + "/stop");
	}

	/**
	 * Start it again, on its port.
	 */
	void start() {
		this.process.ask("POST", "/edges/" + this.port + "/start");
	}

}
