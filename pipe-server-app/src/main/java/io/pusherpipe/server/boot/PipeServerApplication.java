/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Runs an edge that is configured by properties and environment variables
 * ({@code pusher.pipe.server}), until the process is told to stop.
 */
@SpringBootApplication
public class PipeServerApplication {

	private static final String LEAK_SAMPLING = "io.netty.leakDetection.samplingInterval";

	/**
	 * Run the edge.
	 * @param args properties, as in {@code --pusher.pipe.server.port=6001}
	 */
	public static void main(String[] args) {
		lookForLeaksSeldom();
		SpringApplication.run(PipeServerApplication.class, args);
	}

	// Netty follows every 128th buffer to tell of those that nobody releases, which is
	// some 2 % of what an event over the HTTP API costs.
	private static void lookForLeaksSeldom() {
		if (System.getProperty(LEAK_SAMPLING) == null) {
			System.setProperty(LEAK_SAMPLING, "4096");
		}
	}

}
