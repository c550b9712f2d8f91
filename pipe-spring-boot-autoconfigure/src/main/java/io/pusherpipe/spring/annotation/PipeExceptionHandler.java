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

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method that handles failures of handlers: of those of its own bean, and in a
 * bean with {@link PipeAdvice} of those of all beans. A bean's own methods come first; of
 * several the one with the closest type of exception, of equals the first by
 * {@code @Order}. Where none has a type of the exception itself, they are asked for that
 * of its cause. What such a method handles is no failure any more: it is neither logged
 * nor given to a {@code PipeHandlerErrorHandler}. If it throws the same exception again,
 * it is.
 * <p>
 * Arguments, in any order: the exception, or a cause of it, or the
 * {@code PipeHandlerException} around it, and all that handlers can have except
 * {@link ChannelVariable}; what the failed handler's event does not have is {@code null}.
 * It returns {@code void} or something to wait for. A value answers the page, if it has
 * asked, and {@link TriggerOnSocket} and {@link TriggerOnChannel} send it. Without a
 * value the page gets the error that it would have got, or that of a
 * {@code PipeReplyException}. Decisions cannot be answered so: the edge refuses.
 * <p>
 * It is called on a handler thread when the last attempt has failed, and the socket's
 * next event waits for it. It may be package-private; it must not be private or static.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(PipeHandlerReflectiveProcessor.class)
public @interface PipeExceptionHandler {

	/**
	 * The types of exceptions that the method handles.
	 * @return the types; none, the default, for those of the method's arguments
	 */
	Class<? extends Throwable>[] value() default {};

}
