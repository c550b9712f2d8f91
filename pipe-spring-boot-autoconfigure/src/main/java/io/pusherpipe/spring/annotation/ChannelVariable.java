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
 * Marks a handler's argument that takes a part of the channel's name: what a variable in
 * the pattern stands for, such as <code>{room}</code> in
 * <code>@OnChannelEvent("private-room-{room}")</code>. A variable stands for one or more
 * of any characters that names of channels have; of several in a pattern the earlier ones
 * take as few as they can. In all methods whose annotation takes patterns of channels.
 * <p>
 * The argument is a {@code String}, or whatever the application's
 * {@code ConversionService} makes of one: a number, a {@code UUID}, an enum. What cannot
 * be converted is a failure; the method is then neither called nor tried again, and an
 * {@link AuthorizeChannel} method refuses.
 */
@Target({ ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ChannelVariable {

	/**
	 * The variable's name; the same as {@link #name()}.
	 * @return the name without braces; that of the parameter by default
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The variable's name.
	 * @return the name without braces; that of the parameter by default
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * Whether all patterns of the method must have the variable, which is checked at
	 * start. If not, the argument is {@code null}, or an empty {@code Optional}, for
	 * channels of the others.
	 * @return {@code true} by default
	 */
	boolean required() default true;

}
