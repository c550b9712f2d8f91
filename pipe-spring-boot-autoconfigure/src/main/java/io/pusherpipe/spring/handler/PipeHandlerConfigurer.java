/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;

import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * Adjusts how handlers are called. All beans of this type are asked once, at the
 * application's start, in their order. Resolvers that are mere beans are not used, since
 * they may be meant for another kind of messages in the same application.
 */
public interface PipeHandlerConfigurer {

	/**
	 * Add resolvers of arguments of your own. They are asked at start, in the order of
	 * the list, about parameters that are none of ours by annotation or type, and before
	 * one takes the event's data. At each call they get a message that has the headers of
	 * {@link PipeHeaders}; its payload is the event's data as {@code RawJson}, with
	 * {@code RawJson.NULL} where the event has none, or what happened as it was told
	 * where there can be no data, such as a {@code PipeNotification.SocketOpened}. What
	 * they throw is the handler's failure.
	 * @param resolvers the list to add to
	 */
	default void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
	}

}
