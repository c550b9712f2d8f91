/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Proxy;
import java.util.List;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.SocketId;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for handlers behind proxies, and for methods with bridges.
 */
class HandlerProxyTests {

	@Test
	void callsThroughCglibProxies() {
		HandlerFixture fixture = new HandlerFixture(Advised.class);
		fixture.context().registerBean("proxies", BeanNameAutoProxyCreator.class, () -> proxies(fixture, true));
		try (fixture) {
			fixture.start();
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("advice", "opened 1.1");
		}
	}

	@Test
	void callsThroughJdkProxies() {
		HandlerFixture fixture = new HandlerFixture(WithInterface.class);
		fixture.context().registerBean("proxies", BeanNameAutoProxyCreator.class, () -> proxies(fixture, false));
		try (fixture) {
			fixture.start();
			fixture.opened("1.1");
			// the annotations are on the class, which the proxy does not show
			assertThat(fixture.log).containsExactly("advice", "opened 1.1");
		}
	}

	@Test
	void whenAJdkProxyHidesTheMethodThenFails() {
		HandlerFixture fixture = new HandlerFixture(HiddenByInterface.class);
		fixture.context().registerBean("proxies", BeanNameAutoProxyCreator.class, () -> proxies(fixture, false));
		assertThatExceptionOfType(InvalidPipeHandlerException.class).isThrownBy(fixture::start)
			.withMessageContaining("hidden(String) of bean 'handlerProxyTests.HiddenByInterface'")
			.withMessageContaining("proxyTargetClass=true");
	}

	@Test
	void callsThroughJdkProxiesMadeByHand() {
		try (HandlerFixture fixture = HandlerFixture.of(ProxyMadeByHand.class)) {
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("by hand", "opened 1.1");
		}
	}

	@Test
	void toleratesProxiesThatAreNotSpringsOwn() {
		HandlerFixture fixture = new HandlerFixture(Plain.class);
		fixture.context()
			.registerBean("foreign", Runnable.class,
					() -> (Runnable) Proxy.newProxyInstance(getClass().getClassLoader(),
							new Class<?>[] { Runnable.class }, (proxy, method, args) -> null));
		try (fixture) {
			fixture.start();
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("opened");
		}
	}

	@Test
	void callsThroughScopedProxiesOnce() {
		HandlerFixture fixture = new HandlerFixture(Scoped.class);
		fixture.context().getBeanFactory().registerScope("thread", new SimpleThreadScope());
		try (fixture) {
			fixture.start();
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("opened");
		}
	}

	@Test
	void callsThroughScopedProxiesOfInterfaces() {
		HandlerFixture fixture = new HandlerFixture(ScopedByInterface.class);
		fixture.context().getBeanFactory().registerScope("thread", new SimpleThreadScope());
		try (fixture) {
			fixture.start();
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("opened 1.1");
		}
	}

	@Test
	void callsMethodsWithBridgesOnceAndWithTheirOwnTypes() {
		try (HandlerFixture fixture = HandlerFixture.of(Bridged.class)) {
			fixture.event("1.1", "note", "{\"text\":\"hello\"}");
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("hello from 1.1");
		}
	}

	@Test
	void callsMethodsWithBridgesThroughJdkProxies() {
		HandlerFixture fixture = new HandlerFixture(Bridged.class);
		fixture.context().registerBean("proxies", BeanNameAutoProxyCreator.class, () -> proxies(fixture, false));
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "note", "{\"text\":\"hello\"}");
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("advice", "hello from 1.1");
		}
	}

	private static BeanNameAutoProxyCreator proxies(HandlerFixture fixture, boolean targetClass) {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("handlerProxyTests.*");
		creator.setProxyTargetClass(targetClass);
		fixture.context().registerBean("advice", MethodInterceptor.class, () -> (invocation) -> {
			fixture.log.add("advice");
			return invocation.proceed();
		});
		creator.setInterceptorNames("advice");
		creator.setBeanFactory(fixture.context().getBeanFactory());
		return creator;
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

	record Note(String text) {

	}

	static class Advised extends LoggingHandlers {

		Advised(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void opened(@SocketId String id) {
			this.log.add("opened " + id);
		}

	}

	interface Opened {

		void opened(String id);

	}

	static class WithInterface extends LoggingHandlers implements Opened {

		WithInterface(List<String> log) {
			super(log);
		}

		@Override
		@OnSocketOpen
		public void opened(@SocketId String id) {
			this.log.add("opened " + id);
		}

	}

	static class HiddenByInterface extends WithInterface {

		HiddenByInterface(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void hidden(@SocketId String id) {
			this.log.add("hidden " + id);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxyMadeByHand {

		@Bean
		Opened opened(List<String> log) {
			ProxyFactory factory = new ProxyFactory(new WithInterface(log));
			factory.addAdvice((MethodInterceptor) (invocation) -> {
				log.add("by hand");
				return invocation.proceed();
			});
			return (Opened) factory.getProxy();
		}

	}

	@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class Scoped extends Plain {

		Scoped(List<String> log) {
			super(log);
		}

	}

	@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.INTERFACES)
	static class ScopedByInterface extends WithInterface {

		ScopedByInterface(List<String> log) {
			super(log);
		}

	}

	interface Receiver<T> {

		@OnSocketEvent("note")
		void receive(T data, @SocketId String id);

	}

	static class Bridged extends LoggingHandlers implements Receiver<Note> {

		Bridged(List<String> log) {
			super(log);
		}

		@Override
		public void receive(Note data, String id) {
			this.log.add(data.text() + " from " + id);
		}

	}

}
