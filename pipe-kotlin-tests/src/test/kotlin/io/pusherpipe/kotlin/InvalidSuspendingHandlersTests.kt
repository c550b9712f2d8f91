/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.kotlin

import io.pusherpipe.spring.annotation.OnChannelEvent
import io.pusherpipe.spring.annotation.OnSocketEvent
import io.pusherpipe.spring.core.PipeOperations
import io.pusherpipe.spring.handler.InvalidPipeHandlerException
import io.pusherpipe.spring.handler.PipeHandlerRegistry
import kotlin.reflect.KClass
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.mockito.Mockito.mock
import org.springframework.beans.factory.support.DefaultListableBeanFactory
import org.springframework.beans.factory.support.RootBeanDefinition
import org.springframework.boot.test.context.FilteredClassLoader
import tools.jackson.databind.json.JsonMapper

/**
 * Tests for suspending functions that cannot be handlers.
 */
class InvalidSuspendingHandlersTests {

	private val beans = DefaultListableBeanFactory()

	@Test
	fun whenNobodyTakesWhatItEndsWith() {
		assertInvalid(ReturningHandler::class)
			.withMessageContaining("returns java.lang.String, but nobody takes what a handler returns")
	}

	@Test
	fun whenItTakesWhatTheEventDoesNotHave() {
		assertInvalid(TakingHandler::class).withMessageContaining("two arguments that would take the event's data")
	}

	@Test
	fun whenWhatCallsSuspendingFunctionsIsMissing() {
		beans.beanClassLoader = FilteredClassLoader("kotlinx.coroutines.reactor")
		assertInvalid(PlainHandler::class)
			.withMessageContaining("is a suspending function, but what calls those is not on the classpath")
			.withMessageContaining("Add org.jetbrains.kotlinx:kotlinx-coroutines-reactor")
	}

	private fun assertInvalid(handler: KClass<*>) = beans.run {
		registerBeanDefinition("handler", RootBeanDefinition(handler.java))
		assertThatExceptionOfType(InvalidPipeHandlerException::class.java).isThrownBy {
			PipeHandlerRegistry(beans, mock(PipeOperations::class.java), JsonMapper.shared())
				.afterSingletonsInstantiated()
		}.withMessageContaining("of bean 'handler'")
	}

	class ReturningHandler {

		@OnChannelEvent
		suspend fun handle(): String = "value"

	}

	class TakingHandler {

		@OnSocketEvent
		suspend fun handle(one: String, two: String) = println(one + two)

	}

	class PlainHandler {

		@OnSocketEvent
		suspend fun handle() = Unit

	}

}
