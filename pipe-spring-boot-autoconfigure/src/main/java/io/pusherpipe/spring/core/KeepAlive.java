/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.core;

import java.util.concurrent.CountDownLatch;

/**
 * A thread that does nothing but keep the JVM from ending: those of the connection do
 * not.
 */
final class KeepAlive {

	private final CountDownLatch end = new CountDownLatch(1);

	private KeepAlive() {
	}

	/**
	 * Start a thread.
	 * @return what ends it
	 */
	static KeepAlive start() {
		KeepAlive keepAlive = new KeepAlive();
		Thread thread = new Thread(keepAlive::await, "pipe-keep-alive");
		thread.setDaemon(false);
		thread.start();
		return keepAlive;
	}

	private void await() {
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Let the JVM end. */
	void end() {
		this.end.countDown();
	}

}
