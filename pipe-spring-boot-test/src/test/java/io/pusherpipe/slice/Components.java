/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.slice;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.PipeAdvice;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.handler.PipeHandlerErrorHandler;
import io.pusherpipe.spring.handler.PipeHandlerException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;

/**
 * What scanning finds in the application.
 */
final class Components {

	private Components() {
	}

	@Component
	static class Greeter {

		@OnSocketEvent("greet")
		String greet(String name) {
			return "Hello " + name;
		}

		@OnSocketEvent("register")
		String register(@Valid Registration registration) {
			return "Welcome " + registration.name();
		}

	}

	/**
	 * Who registers.
	 *
	 * @param name the name
	 */
	record Registration(@NotBlank String name) {

	}

	@PipeAdvice
	static class Advice {

		@PipeExceptionHandler
		void failed(UnsupportedOperationException failure) {
		}

	}

	/**
	 * Has handlers of others.
	 */
	abstract static class Inherited {

		@OnSocketEvent("inherited")
		void inherited(PipeSocket socket) {
			socket.trigger("inherited");
		}

	}

	@Component
	static class Inheritor extends Inherited {

	}

	@Component
	static class LengthOfText implements Converter<String, Integer> {

		@Override
		public Integer convert(String source) {
			return source.length();
		}

	}

	@Component
	static class SilentErrorHandler implements PipeHandlerErrorHandler {

		@Override
		public void handleError(PipeHandlerException failure) {
		}

	}

	@Service
	static class Ledger {

	}

}
