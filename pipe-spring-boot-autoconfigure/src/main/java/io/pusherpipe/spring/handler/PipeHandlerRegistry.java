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
import java.util.Optional;
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

/**
 * The handlers of the application: finds and checks them once all beans are there, and
 * before anything is connected.
 */
public final class PipeHandlerRegistry implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final HandlerFactory factory;

	private volatile Map<EventKind, List<PipeHandler>> handlers = Map.of();

	private volatile ExceptionMethods exceptionMethods = new ExceptionMethods();

	private volatile PipeHandlerErrorHandler errorHandler = new LoggingPipeHandlerErrorHandler();

	/**
	 * Create a new registry.
	 * @param beanFactory where the beans are
	 * @param pipe makes the sockets and channels that handlers take
	 * @param jsonMapper converts the data that handlers take
	 */
	public PipeHandlerRegistry(ConfigurableListableBeanFactory beanFactory, PipeOperations pipe,
			JsonMapper jsonMapper) {
		this.beanFactory = beanFactory;
		this.factory = new HandlerFactory(new HandlerEnvironment(beanFactory, pipe, jsonMapper));
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<FoundMethod> methods = new HandlerMethodScanner(this.beanFactory).scan();
		this.handlers = methods.stream()
			.flatMap((found) -> found.kinds()
				.stream()
				.filter((kind) -> kind != EventKind.EXCEPTION)
				.map((kind) -> this.factory.create(found, kind)))
			.collect(Collectors.groupingBy(PipeHandler::kind, () -> new EnumMap<>(EventKind.class),
					Collectors.toUnmodifiableList()));
		Set<String> handling = all().map(PipeHandler::beanName).collect(Collectors.toUnmodifiableSet());
		ExceptionMethods exceptionMethods = new ExceptionMethods();
		methods.stream()
			.filter((found) -> found.kinds().contains(EventKind.EXCEPTION))
			.forEach((found) -> exceptionMethods.add(found, this.factory.create(found, EventKind.EXCEPTION),
					handling::contains));
		this.exceptionMethods = exceptionMethods;
		this.errorHandler = findErrorHandler();
	}

	// What handlers name is theirs alone.
	private PipeHandlerErrorHandler findErrorHandler() {
		Set<String> named = all().map(PipeHandler::errorHandlerName)
			.flatMap(Optional::stream)
			.collect(Collectors.toUnmodifiableSet());
		List<String> others = Arrays.stream(this.beanFactory.getBeanNamesForType(PipeHandlerErrorHandler.class))
			.filter((name) -> !named.contains(name))
			.toList();
		if (others.isEmpty()) {
			return new LoggingPipeHandlerErrorHandler();
		}
		List<String> candidates = (others.size() == 1) ? others
				: others.stream()
					.filter((name) -> this.beanFactory.containsBeanDefinition(name)
							&& this.beanFactory.getMergedBeanDefinition(name).isPrimary())
					.toList();
		if (candidates.size() != 1) {
			throw new InvalidPipeHandlerException(
					"There are several beans of type PipeHandlerErrorHandler that no handler names: " + others + ".",
					"Make one @Primary, or have handlers name theirs with errorHandler.");
		}
		return this.beanFactory.getBean(candidates.get(0), PipeHandlerErrorHandler.class);
	}

	/**
	 * What takes the failures that nobody closer does: the application's bean of that
	 * type that no handler names, or one that logs.
	 * @return the error handler, which finds that bean when all are there
	 */
	public PipeHandlerErrorHandler errorHandler() {
		return (exception) -> this.errorHandler.handleError(exception);
	}

	/**
	 * The methods that handle failures.
	 * @return the methods
	 */
	ExceptionMethods exceptionMethods() {
		return this.exceptionMethods;
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
		List<PipeHandler> ofKind = this.handlers.getOrDefault(occurrence.kind(), List.of());
		if (ofKind.size() == 1) {
			return ofKind.get(0).handles(occurrence) ? ofKind : List.of();
		}
		return ofKind.stream().filter((handler) -> handler.handles(occurrence)).toList();
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
