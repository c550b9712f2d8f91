/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.handlers;

import java.io.UncheckedIOException;

import io.pusherpipe.spring.annotation.PipeAdvice;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.annotation.TriggerOnSocket;
import io.pusherpipe.spring.handler.PipeHandlerException;
import org.jspecify.annotations.Nullable;

// tag::advice[]
@PipeAdvice
class Problems {

	// end::advice[]

	private final Alerts alerts;

	Problems(Alerts alerts) {
		this.alerts = alerts;
	}

	// tag::advice[]
	@PipeExceptionHandler
	@TriggerOnSocket("problem")
	String soldOut(SoldOutException ex) {
		return ex.item() + " is sold out";
	}

	@PipeExceptionHandler(UncheckedIOException.class)
	void storage(PipeHandlerException ex, @SocketId @Nullable String socket) {
		this.alerts.raise(ex.getMessage(), socket);
	}
	// end::advice[]

	interface Alerts {

		void raise(@Nullable String message, @Nullable String socket);

	}

	static final class SoldOutException extends RuntimeException {

		private final String item;

		SoldOutException(String item) {
			super(item);
			this.item = item;
		}

		String item() {
			return this.item;
		}

	}

	// tag::advice[]

}
// end::advice[]
