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
 * Marks a method that is called with an event which a socket has sent on its back
 * channel, that is, to the backends and on no channel.
 * <p>
 * Arguments, in any order: the data (see below), {@code @SocketId String},
 * {@code @EventName String}, {@code @Redelivered boolean}, {@code PipeSocket}, the event
 * itself as {@code PipeEvent}. The one argument without an annotation and of none of
 * these types, or the one with {@code @Payload}, takes the data as the application's
 * {@code JsonMapper} converts it: a record, a {@code Map}, a {@code List}, a
 * {@code String}, a number, a {@code JsonNode}, or {@code RawJson} for its text as it
 * came. No data, and the data {@code null}, are {@code null}.
 * <p>
 * What the method returns answers the page if it has asked
 * ({@code back_channel.request(..)} of {@code pipe-js}), and is dropped if it has only
 * triggered: {@code void} and {@code null} answer {@code null}, a {@code Mono} or
 * {@code CompletableFuture} is waited for. An exception answers an error without telling
 * more, unless it is a {@code PipeReplyException}. Of several methods the first with a
 * result answers. It may be package-private; it must not be private or static.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(PipeHandlerReflectiveProcessor.class)
public @interface OnSocketEvent {

	/**
	 * Names of events; the same as {@link #event()}.
	 * @return the names; none, the default, for every event
	 */
	@AliasFor("event")
	String[] value() default {};

	/**
	 * Names of events that the method is called with. {@code ${...}} placeholders are
	 * resolved.
	 * @return the names; none, the default, for every event
	 */
	@AliasFor("value")
	String[] event() default {};

	/**
	 * The name of a {@code PipeHandlerErrorHandler} bean that is told of this method's
	 * failures, where no {@link PipeExceptionHandler} method of its bean handles them.
	 * @return the name; none, the default, for {@link PipeAdvice} beans and then the
	 * application's error handler
	 */
	String errorHandler() default "";

}
