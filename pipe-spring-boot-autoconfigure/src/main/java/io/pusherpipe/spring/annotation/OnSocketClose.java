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
 * Marks a method that is called when a socket has closed, after every event of that
 * socket.
 * <p>
 * Arguments, in any order: {@code @SocketId String}, {@code PipeSocket},
 * {@code @Redelivered boolean}, the event itself as
 * {@code PipeNotification.SocketClosed}. The method returns {@code void}, or a
 * {@code Mono<Void>}, another {@code Publisher<Void>} or a
 * {@code CompletableFuture<Void>}, which is then waited for. It may be package-private;
 * it must not be private or static.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(PipeHandlerReflectiveProcessor.class)
public @interface OnSocketClose {

	/**
	 * The name of a {@code PipeHandlerErrorHandler} bean that is told of this method's
	 * failures, where no {@link PipeExceptionHandler} method of its bean handles them.
	 * @return the name; none, the default, for {@link PipeAdvice} beans and then the
	 * application's error handler
	 */
	String errorHandler() default "";

}
