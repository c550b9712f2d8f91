/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.annotation.Annotation;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

/**
 * Validates an event's data where a handler's parameter says so: with {@code @Valid},
 * {@code @Validated}, or another annotation that Spring takes for one of these.
 */
final class PayloadValidation {

	private static final Log logger = LogFactory.getLog(PayloadValidation.class);

	private final Validator validator;

	private final Object[] hints;

	private final String name;

	private PayloadValidation(Validator validator, Object[] hints, String name) {
		this.validator = validator;
		this.hints = hints;
		this.name = name;
	}

	/**
	 * What a parameter wants validated.
	 * @param parameter the parameter
	 * @param environment knows the validator
	 * @return the validation, or {@code null} if there is nothing to validate or, as
	 * elsewhere in Spring, nothing to validate with
	 */
	static @Nullable PayloadValidation of(HandlerParameter parameter, HandlerEnvironment environment) {
		for (Annotation annotation : parameter.methodParameter().getParameterAnnotations()) {
			Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
			if (hints != null) {
				Validator validator = environment.validator();
				if (validator == null) {
					logger.warn("Method " + parameter.description() + " wants " + parameter
							+ " validated, but there is no Validator: nothing is. "
							+ "Add spring-boot-starter-validation, or a bean of that type.");
					return null;
				}
				String name = parameter.name();
				return new PayloadValidation(validator, hints, (name != null) ? name : "data");
			}
		}
		return null;
	}

	/**
	 * Validate an event's data.
	 * @param event the event's name
	 * @param data the data
	 * @throws PipeValidationException if it is not valid
	 */
	void validate(String event, Object data) {
		if (!this.validator.supports(data.getClass())) {
			return;
		}
		BeanPropertyBindingResult result = new BeanPropertyBindingResult(data, this.name);
		if (this.validator instanceof SmartValidator smart) {
			smart.validate(data, result, this.hints);
		}
		else {
			this.validator.validate(data, result);
		}
		if (result.hasErrors()) {
			throw new PipeValidationException(event, result);
		}
	}

}
