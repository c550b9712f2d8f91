/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs a handler's failure as an error, with the cause.
 */
public final class LoggingPipeHandlerErrorHandler implements PipeHandlerErrorHandler {

	private static final Log logger = LogFactory.getLog(LoggingPipeHandlerErrorHandler.class);

	@Override
	public void handleError(PipeHandlerException exception) {
		logger.error(exception.getMessage(), exception.getCause());
	}

}
