/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.shop;

import java.util.concurrent.atomic.AtomicLong;

import org.springframework.stereotype.Service;

/**
 * Keeps orders.
 */
@Service
class Orders {

	private final AtomicLong last = new AtomicLong();

	long keep(Order order) {
		return this.last.incrementAndGet();
	}

}
