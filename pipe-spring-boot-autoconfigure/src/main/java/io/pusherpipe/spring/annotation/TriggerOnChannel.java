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

/**
 * On a handler method beside its {@code @On...} annotation: what the method returns is
 * sent to the subscribers of a channel, by default of the one that the event is of.
 * <p>
 * The method returns a value, an {@code Optional}, {@code Mono} or
 * {@code CompletableFuture} of it, or a {@code Flux}, of which each element is sent, in
 * order. {@code null} and nothing are not sent. The event counts as handled when the edge
 * has taken what was sent; if it cannot be sent, that is the method's failure. A page
 * that has asked gets the value as its answer as well (of a {@code Flux} it gets
 * {@code null}).
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TriggerOnChannel {

	/**
	 * The name of the event to send; the same as {@link #event()}.
	 * @return the name
	 */
	@AliasFor("event")
	String value() default "";

	/**
	 * The name of the event to send. {@code ${...}} placeholders are resolved.
	 * @return the name
	 */
	@AliasFor("value")
	String event() default "";

	/**
	 * The channel's name. <code>{name}</code> stands for what the variable of that name
	 * stands for in the method's patterns, as in {@link ChannelVariable}; {@code ${...}}
	 * placeholders are resolved.
	 * @return the name; none, the default, for the channel that the event is of
	 */
	String channel() default "";

	/**
	 * Whether the socket that the event came from gets nothing of it.
	 * @return {@code false} by default
	 */
	boolean exceptSender() default false;

}
