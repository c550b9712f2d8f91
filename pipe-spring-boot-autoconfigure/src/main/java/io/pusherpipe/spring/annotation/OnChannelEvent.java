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
 * Marks a method that is called with an event which a socket has sent on a channel.
 * <p>
 * Arguments, in any order: the data (as in {@link OnSocketEvent}),
 * {@code @SocketId String}, {@code @ChannelName String}, {@link ChannelVariable},
 * {@code @EventName String}, {@code @UserId String}, {@code @Redelivered boolean},
 * {@code PipeSocket}, {@code PipeChannel}, {@code PipeUser}, the event itself as
 * {@code PipeEvent}.
 * <p>
 * The method returns {@code void}, or a {@code Mono<Void>}, another
 * {@code Publisher<Void>} or a {@code CompletableFuture<Void>}, which is then waited for;
 * with {@link TriggerOnSocket} or {@link TriggerOnChannel} a value, which is then sent.
 * It may be package-private; it must not be private or static.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective(PipeHandlerReflectiveProcessor.class)
public @interface OnChannelEvent {

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
	 * Names of events that the method is called with. {@code ${...}} placeholders are
	 * resolved.
	 * @return the names; none, the default, for every event
	 */
	String[] event() default {};

	/**
	 * The name of a {@code PipeHandlerErrorHandler} bean that is told of this method's
	 * failures, where no {@link PipeExceptionHandler} method of its bean handles them.
	 * @return the name; none, the default, for {@link PipeAdvice} beans and then the
	 * application's error handler
	 */
	String errorHandler() default "";

}
