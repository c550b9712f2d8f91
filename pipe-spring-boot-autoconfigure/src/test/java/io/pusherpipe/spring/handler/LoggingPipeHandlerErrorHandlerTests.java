/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import io.pusherpipe.client.PipeConversionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LoggingPipeHandlerErrorHandlerTests {

	private final LoggingPipeHandlerErrorHandler handler = new LoggingPipeHandlerErrorHandler();

	@Test
	void dataThatDoesNotFitIsOneLine(CapturedOutput output) {
		this.handler.handleError(new PipeHandlerException("Handler.on() failed on 'a\nFAKE LINE'", "event", false,
				new PipeConversionException("no int", new IllegalStateException("inner"))));
		assertThat(output.getAll().lines()).singleElement()
			.asString()
			.contains("WARN", "Handler.on() failed on 'a?FAKE LINE': no int");
	}

	@Test
	void otherFailuresComeWithTheirCause(CapturedOutput output) {
		this.handler.handleError(
				new PipeHandlerException("Handler.on() failed", "event", true, new IllegalStateException("the cause")));
		assertThat(output).contains("ERROR", "Handler.on() failed", "IllegalStateException: the cause", "\tat ");
	}

}
