/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.handler.HandlerMethodScanner.FoundMethod;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.StringValueResolver;

/**
 * The handlers of the application: finds and checks them once all beans are there, and
 * before anything is connected.
 */
public final class PipeHandlerRegistry implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ArgumentFactory arguments;

	private volatile Map<EventKind, List<PipeHandler>> handlers = Map.of();

	/**
	 * Create a new registry.
	 * @param beanFactory where the beans are
	 * @param pipe makes the sockets and channels that handlers take
	 * @param jsonMapper converts the data that handlers take
	 */
	public PipeHandlerRegistry(ConfigurableListableBeanFactory beanFactory, PipeOperations pipe,
			JsonMapper jsonMapper) {
		this.beanFactory = beanFactory;
		this.arguments = new ArgumentFactory(pipe, jsonMapper);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.handlers = new HandlerMethodScanner(this.beanFactory).scan()
			.stream()
			.flatMap((found) -> found.kinds().stream().map((kind) -> handler(found, kind)))
			.collect(Collectors.groupingBy(PipeHandler::kind, () -> new EnumMap<>(EventKind.class),
					Collectors.toUnmodifiableList()));
	}

	private PipeHandler handler(FoundMethod found, EventKind kind) {
		PipeHandler.check(found.method(), found.description());
		MergedAnnotations annotations = HandlerMethodScanner.annotations(found.method());
		StringValueResolver placeholders = this.beanFactory::resolveEmbeddedValue;
		return new PipeHandler(kind, HandlerCondition.of(kind, annotations, placeholders, found.description()),
				this.beanFactory, found,
				this.arguments.create(kind, found.method(), found.beanType(), found.description()),
				ReturnValue.of(kind, found.method(), found.beanType(), found.description()));
	}

	/**
	 * Which methods handle what.
	 * @return the handlers, grouped by what they handle, in the order of their calls
	 */
	public List<PipeHandlerDescription> handlers() {
		return all().map(PipeHandler::describe).toList();
	}

	private Stream<PipeHandler> all() {
		return Arrays.stream(EventKind.values())
			.flatMap((kind) -> this.handlers.getOrDefault(kind, List.of()).stream());
	}

	/**
	 * What the edge must be asked for, so that the handlers get what they handle.
	 * @return the event types
	 */
	public Set<PipeEventType> subscriptions() {
		Set<PipeEventType> types = EnumSet.noneOf(PipeEventType.class);
		this.handlers.keySet().forEach((kind) -> kind.subscription().ifPresent(types::add));
		return types;
	}

	/**
	 * What of that the edge need tell.
	 * @return a filter that lets through all that there are handlers for
	 */
	public PipeFilter filter() {
		return HandlerFilter.of(all().toList());
	}

	/**
	 * Whether there are handlers of a kind.
	 * @param kind the kind
	 * @return {@code true} if there are
	 */
	boolean has(EventKind kind) {
		return this.handlers.containsKey(kind);
	}

	/**
	 * The handlers of something that happened.
	 * @param occurrence what happened
	 * @return the handlers in their order
	 */
	List<PipeHandler> handlersOf(Occurrence occurrence) {
		return this.handlers.getOrDefault(occurrence.kind(), List.of())
			.stream()
			.filter((handler) -> handler.handles(occurrence))
			.toList();
	}

	/**
	 * Which methods handle what.
	 * @return one line for each handler, grouped by kind, in the order of their calls
	 */
	@Override
	public String toString() {
		return all().map((handler) -> handler.kind() + " " + handler).collect(Collectors.joining("\n"));
	}

}
