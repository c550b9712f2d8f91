/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.pusherpipe.spring.core.PipeOperations;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.ConversionService;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.validation.Validator;

/**
 * What the handlers of an application are made with. What few handlers need is made when
 * the first one needs it.
 */
final class HandlerEnvironment {

	private final ConfigurableListableBeanFactory beanFactory;

	private final PipeOperations pipe;

	private final JsonMapper jsonMapper;

	private final Supplier<ConversionService> conversionService = SingletonSupplier.of(this::createConversionService);

	private final Supplier<List<HandlerMethodArgumentResolver>> resolvers = SingletonSupplier.of(this::findResolvers);

	/**
	 * Create a new environment.
	 * @param beanFactory where the beans are
	 * @param pipe makes sockets and channels
	 * @param jsonMapper converts data
	 */
	HandlerEnvironment(ConfigurableListableBeanFactory beanFactory, PipeOperations pipe, JsonMapper jsonMapper) {
		this.beanFactory = beanFactory;
		this.pipe = pipe;
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Where the beans are.
	 * @return the bean factory
	 */
	ConfigurableListableBeanFactory beanFactory() {
		return this.beanFactory;
	}

	/**
	 * What makes sockets and channels.
	 * @return the Pipe
	 */
	PipeOperations pipe() {
		return this.pipe;
	}

	/**
	 * What converts data.
	 * @return the mapper
	 */
	JsonMapper jsonMapper() {
		return this.jsonMapper;
	}

	/**
	 * What converts names and headers.
	 * @return the application's service if it has one, else Spring Boot's with the
	 * application's converters
	 */
	ConversionService conversionService() {
		return this.conversionService.get();
	}

	private ConversionService createConversionService() {
		ConversionService own = this.beanFactory.getConversionService();
		if (own != null) {
			return own;
		}
		ApplicationConversionService service = new ApplicationConversionService();
		ApplicationConversionService.addBeans(service, this.beanFactory);
		return service;
	}

	/**
	 * What validates data.
	 * @return the application's validator, or {@code null} if it has none, or several of
	 * which none is primary
	 */
	@Nullable Validator validator() {
		return this.beanFactory.getBeanProvider(Validator.class).getIfUnique();
	}

	/**
	 * The application's own resolvers of arguments.
	 * @return the resolvers in their order
	 */
	List<HandlerMethodArgumentResolver> resolvers() {
		return this.resolvers.get();
	}

	private List<HandlerMethodArgumentResolver> findResolvers() {
		List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
		this.beanFactory.getBeanProvider(PipeHandlerConfigurer.class)
			.orderedStream()
			.forEach((configurer) -> configurer.addArgumentResolvers(resolvers));
		return List.copyOf(resolvers);
	}

}
