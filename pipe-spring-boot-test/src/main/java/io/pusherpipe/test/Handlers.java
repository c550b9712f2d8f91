/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What the handlers of this process are doing, for the message of a test that waits for
 * them.
 */
final class Handlers {

	private static final String THREADS = "pipe-handler-";

	private static final int FRAMES = 5;

	private Handlers() {
	}

	/**
	 * The handlers that are at work, as far as they run on threads that can be seen.
	 * @return where they are, or nothing
	 */
	static String atWork() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> thread.getKey().getName().startsWith(THREADS))
			.filter((thread) -> Arrays.stream(thread.getValue()).anyMatch(Handlers::isCall))
			.map((thread) -> "\nHandler thread " + thread.getKey().getName() + ":" + frames(thread.getValue()))
			.sorted()
			.collect(Collectors.joining());
	}

	private static boolean isCall(StackTraceElement frame) {
		return frame.getClassName().startsWith("io.pusherpipe.spring.handler.PipeHandler");
	}

	private static String frames(StackTraceElement[] stack) {
		return Arrays.stream(stack).limit(FRAMES).map((frame) -> "\n  at " + frame).collect(Collectors.joining());
	}

}
