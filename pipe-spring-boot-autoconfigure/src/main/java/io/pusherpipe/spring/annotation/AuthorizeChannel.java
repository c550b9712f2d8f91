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
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method that decides, over the Pipe, who may subscribe to private and presence
 * channels. No endpoint is needed; the page uses {@code pipeAuthorization()} of
 * {@code pipe-js}. Of several methods for one channel the one decides that names it most
 * exactly, and of equals the first by {@code @Order}. Encrypted channels cannot be
 * decided so, and need an endpoint.
 * <p>
 * Arguments, in any order: {@code @ChannelName String}, {@link ChannelVariable},
 * {@code @SocketId String}, {@code @UserId String} (the user that the socket has signed
 * in as, or {@code null}), {@code PipeSocket}, {@code PipeChannel}, the question itself
 * as {@code PipeRequest.AuthorizeChannel}. The method returns {@code boolean} or
 * {@code ChannelAuthorization}, or a {@code Mono} or {@code CompletableFuture} of either.
 * {@code null}, an empty {@code Mono} and an exception refuse. It may block, and has the
 * edge's {@code decision-timeout} (5 seconds). It may be package-private; it must not be
 * private or static.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(PipeHandlerReflectiveProcessor.class)
public @interface AuthorizeChannel {

	/**
	 * Names of channels; the same as {@link #channel()}.
	 * @return the names and patterns; none, the default, for every channel
	 */
	@AliasFor("channel")
	String[] value() default {};

	/**
	 * Names of channels, or patterns such as {@code private-room-*} in which a {@code *}
	 * stands for any characters, also for none, and <code>{name}</code> for one or more
	 * that a {@link ChannelVariable} argument takes. {@code ${...}} placeholders are
	 * resolved.
	 * @return the names and patterns; none, the default, for every channel
	 */
	@AliasFor("value")
	String[] channel() default {};

	/**
	 * The name of a {@code PipeHandlerErrorHandler} bean that is told of this method's
	 * failures, where no {@link PipeExceptionHandler} method of its bean handles them.
	 * @return the name; none, the default, for {@link PipeAdvice} beans and then the
	 * application's error handler
	 */
	String errorHandler() default "";

}
