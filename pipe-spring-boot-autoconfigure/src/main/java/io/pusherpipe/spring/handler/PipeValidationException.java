/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.stream.Collectors;

import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * An event's data is not valid for a handler that wants it validated. The handler was not
 * called, and is not tried again. A page that has asked is answered with the code 4422
 * and {@link #getReason()}.
 */
public final class PipeValidationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	// What a page may do wrong is without bounds, a reply is not.
	private static final int MAX_ERRORS = 10;

	private final transient BindingResult bindingResult;

	private final String reason;

	/**
	 * Create a new exception.
	 * @param event the event's name
	 * @param bindingResult what is wrong with its data
	 */
	PipeValidationException(String event, BindingResult bindingResult) {
		this(event, bindingResult, reason(bindingResult));
	}

	private PipeValidationException(String event, BindingResult bindingResult, String reason) {
		super("The data of event '" + event + "' is not valid: " + reason);
		this.bindingResult = bindingResult;
		this.reason = reason;
	}

	private static String reason(BindingResult bindingResult) {
		String errors = bindingResult.getAllErrors()
			.stream()
			.map(PipeValidationException::tell)
			.sorted()
			.limit(MAX_ERRORS)
			.collect(Collectors.joining(", "));
		return (bindingResult.getErrorCount() > MAX_ERRORS) ? errors + " and more" : errors;
	}

	// Never the value, which may be anything.
	private static String tell(ObjectError error) {
		String message = (error.getDefaultMessage() != null) ? error.getDefaultMessage()
				: String.valueOf(error.getCode());
		return (error instanceof FieldError field) ? field.getField() + " " + message : message;
	}

	/**
	 * What is wrong with the data, field by field.
	 * @return the result of the validation, which also has the values
	 */
	public BindingResult getBindingResult() {
		return this.bindingResult;
	}

	/**
	 * What is wrong with the data, in one line.
	 * @return the first fields that are not valid, with the constraints' messages and
	 * without the values
	 */
	public String getReason() {
		return this.reason;
	}

}
