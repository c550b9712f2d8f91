/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for which handlers are found, and in which order.
 */
class HandlerDiscoveryTests {

	private static final PipeHandlerDescription.Condition EVERYTHING = new PipeHandlerDescription.Condition(List.of(),
			List.of());

	@Test
	void subscribesToWhatIsHandledOnly() {
		try (HandlerFixture fixture = HandlerFixture.of(Plain.class)) {
			assertThat(fixture.registry().subscriptions()).containsExactly(PipeEventType.SOCKET_EXISTENCE);
		}
		try (HandlerFixture fixture = HandlerFixture.of(Ordinary.class)) {
			assertThat(fixture.registry().subscriptions()).containsExactlyInAnyOrder(PipeEventType.SOCKET_MESSAGE,
					PipeEventType.CHANNEL_EXISTENCE);
		}
	}

	@Test
	void whenOnlyThePipeIsHandledThenSubscribesToNothing() {
		try (HandlerFixture fixture = HandlerFixture.of(PipeOnly.class)) {
			assertThat(fixture.registry().subscriptions()).isEmpty();
		}
	}

	@Test
	void findsMethodsOfAnyVisibilityButPrivate() {
		try (HandlerFixture fixture = HandlerFixture.of(Visibilities.class)) {
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("package", "protected");
		}
	}

	@Test
	void findsLazyBeansWithoutCreatingThem() {
		try (HandlerFixture fixture = HandlerFixture.of(LazyHandlers.class)) {
			assertThat(fixture.context().getBeanFactory().containsSingleton("handlerDiscoveryTests.LazyHandlers"))
				.isFalse();
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("created", "opened");
		}
	}

	@Test
	void looksPrototypesUpAtEachCall() {
		try (HandlerFixture fixture = HandlerFixture.of(PrototypeHandlers.class)) {
			fixture.opened("1.1");
			fixture.opened("1.2");
			assertThat(fixture.log).containsExactly("created", "opened", "created", "opened");
		}
	}

	@Test
	void callsInTheOrderOfOrderThenBeanThenMethod() {
		HandlerFixture fixture = new HandlerFixture();
		fixture.context().registerBean("b", Second.class);
		fixture.context().registerBean("a", Third.class);
		fixture.context().registerBean("z", First.class);
		try (fixture) {
			fixture.start();
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("method first", "class second", "bean a", "bean b");
		}
	}

	@Test
	void toleratesAbstractBeanDefinitions() {
		HandlerFixture fixture = new HandlerFixture(Plain.class);
		fixture.context()
			.registerBeanDefinition("template",
					BeanDefinitionBuilder.genericBeanDefinition(Visibilities.class)
						.setAbstract(true)
						.getBeanDefinition());
		try (fixture) {
			fixture.start();
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("opened");
		}
	}

	@Test
	void tellsWhatItFound() {
		try (HandlerFixture fixture = HandlerFixture.of(Plain.class)) {
			assertThat(fixture.registry()).hasToString(
					"@OnSocketOpen " + Plain.class.getName() + ".opened() of bean 'handlerDiscoveryTests.Plain'");
		}
	}

	@Test
	void describesHandlersInTheOrderOfTheirCalls() {
		try (HandlerFixture fixture = HandlerFixture.of(HandlerAnnotationTests.Composed.class, Third.class,
				Plain.class)) {
			assertThat(fixture.registry().handlers()).containsExactly(
					new PipeHandlerDescription("OnSocketOpen", List.of(EVERYTHING), "handlerDiscoveryTests.Third",
							Third.class.getName() + ".another()", 2),
					new PipeHandlerDescription("OnSocketOpen", List.of(EVERYTHING), "handlerDiscoveryTests.Plain",
							Plain.class.getName() + ".opened()", Integer.MAX_VALUE),
					new PipeHandlerDescription("OnSocketOpen", List.of(EVERYTHING), "handlerDiscoveryTests.Third",
							Third.class.getName() + ".opened()", Integer.MAX_VALUE),
					new PipeHandlerDescription("OnChannelEvent",
							List.of(new PipeHandlerDescription.Condition(List.of("private-orders"), List.of("placed"))),
							"handlerAnnotationTests.Composed",
							HandlerAnnotationTests.Composed.class.getName() + ".placed(String, String)",
							Integer.MAX_VALUE));
		}
	}

	static class Plain extends LoggingHandlers {

		Plain(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void opened() {
			this.log.add("opened");
		}

	}

	static class Ordinary extends LoggingHandlers {

		Ordinary(List<String> log) {
			super(log);
		}

		@OnSocketEvent
		void event() {
		}

		@OnChannelEvent
		void channelEvent() {
		}

		@OnChannelOccupied
		void occupied() {
		}

	}

	static class PipeOnly {

		@OnPipeConnected
		void connected() {
		}

	}

	static class Visibilities extends LoggingHandlers {

		Visibilities(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void a() {
			this.log.add("package");
		}

		@OnSocketOpen
		protected void b() {
			this.log.add("protected");
		}

	}

	@Lazy
	static class LazyHandlers extends LoggingHandlers {

		LazyHandlers(List<String> log) {
			super(log);
			log.add("created");
		}

		@OnSocketOpen
		void opened() {
			this.log.add("opened");
		}

	}

	@Scope("prototype")
	static class PrototypeHandlers extends LazyHandlers {

		PrototypeHandlers(List<String> log) {
			super(log);
		}

	}

	static class First extends LoggingHandlers {

		First(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		@Order(1)
		void opened() {
			this.log.add("method first");
		}

	}

	static class Second extends LoggingHandlers {

		Second(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void opened() {
			this.log.add("bean b");
		}

	}

	static class Third extends LoggingHandlers {

		Third(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void opened() {
			this.log.add("bean a");
		}

		@OnSocketOpen
		@Order(2)
		void another() {
			this.log.add("class second");
		}

	}

}
