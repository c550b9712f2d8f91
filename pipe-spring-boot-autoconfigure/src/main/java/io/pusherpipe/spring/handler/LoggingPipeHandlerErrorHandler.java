/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import io.pusherpipe.client.PipeConversionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs a handler's failure as an error, with the cause; and in one line, as a warning,
 * that a browser sent data that a handler cannot take, since browsers can do so as often
 * as they like.
 */
public final class LoggingPipeHandlerErrorHandler implements PipeHandlerErrorHandler {

	private static final Log logger = LogFactory.getLog(LoggingPipeHandlerErrorHandler.class);

	@Override
	public void handleError(PipeHandlerException exception) {
		Throwable cause = exception.getCause();
		if (cause instanceof PipeConversionException || cause instanceof PipeValidationException) {
			logger.warn(printable(exception.getMessage() + ": " + cause.getMessage()));
		}
		else {
			logger.error(printable(exception.getMessage()), cause);
		}
	}

	// Names and data come from browsers, and must not look like lines of the log.
	private static String printable(@Nullable String text) {
		return String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
	}

}
