/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

/**
 * The application runs on a generation of Spring Boot that the starter is not made for.
 */
final class UnsupportedSpringBootException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create a new exception.
	 * @param version the version that it runs on
	 */
	UnsupportedSpringBootException(String version) {
		super("The Pipe's starter needs Spring Boot 4.1 or newer, but this application runs on Spring Boot " + version
				+ ".");
	}

}
