/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Marks a bean whose {@link PipeExceptionHandler} methods are for the handlers of all
 * beans, as those of a {@code @ControllerAdvice} are for all controllers. Several are
 * asked in the order of {@code @Order} where they want the same type of exception.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Component
public @interface PipeAdvice {

	/**
	 * The bean's name.
	 * @return the name; none, the default, for one made of the class's name
	 */
	@AliasFor(annotation = Component.class)
	String value() default "";

}
