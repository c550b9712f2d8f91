/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the sample: its pages on port 8080, and the embedded edge on port 6001.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Starts the application.
	 * @param args properties, such as {@code --server.port=8081}
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
