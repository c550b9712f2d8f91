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
 * Marks a method that decides, over the Pipe, who the user of a socket is that wants to
 * sign in. No endpoint is needed; the page uses {@code pipeAuthorization()} of
 * {@code pipe-js}. Of several such methods the first decides, by {@code @Order}.
 * <p>
 * Arguments, in any order: {@code @SocketId String}, {@code PipeSocket}, the question
 * itself as {@code PipeRequest.AuthenticateUser}. The method returns
 * {@code UserAuthentication}, or a {@code Mono} or {@code CompletableFuture} of it.
 * {@code null}, an empty {@code Mono} and an exception refuse. It may block, and has the
 * edge's {@code decision-timeout} (5 seconds). It may be package-private; it must not be
 * private or static.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(PipeHandlerReflectiveProcessor.class)
public @interface AuthenticateUser {

	/**
	 * The name of a {@code PipeHandlerErrorHandler} bean that is told of this method's
	 * failures, where no {@link PipeExceptionHandler} method of its bean handles them.
	 * @return the name; none, the default, for {@link PipeAdvice} beans and then the
	 * application's error handler
	 */
	String errorHandler() default "";

}
