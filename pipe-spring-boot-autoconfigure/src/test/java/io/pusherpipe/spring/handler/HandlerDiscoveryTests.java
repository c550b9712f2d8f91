/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnPipeConnected;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.SocketId;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how handlers are found.
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
	void findsInheritedMethods() {
		try (HandlerFixture fixture = HandlerFixture.of(Child.class)) {
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("opened by Child");
		}
	}

	@Test
	void whenAnOverridingMethodIsAnnotatedItselfThenThatCounts() {
		try (HandlerFixture fixture = HandlerFixture.of(Overriding.class)) {
			fixture.event("1.1", "old", null);
			assertThat(fixture.log).isEmpty();
			fixture.event("1.1", "new", null);
			assertThat(fixture.log).containsExactly("new");
		}
	}

	@Test
	void findsAnnotationsOfInterfaces() {
		try (HandlerFixture fixture = HandlerFixture.of(Implementation.class)) {
			fixture.opened("1.1");
			assertThat(fixture.log).containsExactly("implementation 1.1");
		}
	}

	@Test
	void resolvesTypeVariablesOfSuperclasses() {
		try (HandlerFixture fixture = HandlerFixture.of(Generic.class)) {
			fixture.event("1.1", "any", "{\"text\":\"hello\"}");
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("hello");
		}
	}

	@Test
	void findsComposedAnnotations() {
		try (HandlerFixture fixture = HandlerFixture.of(Composed.class)) {
			fixture.channelEvent("1.1", "private-orders", "placed", null);
			fixture.channelEvent("1.1", "private-orders", "other", null);
			assertThat(fixture.log).containsExactly("1.1 private-orders");
		}
	}

	@Test
	void whenAMethodHasAnAnnotationTwiceByComposedOnesThenEitherWillDo() {
		try (HandlerFixture fixture = HandlerFixture.of(ComposedTwice.class)) {
			fixture.event("1.1", "a", null);
			fixture.event("1.1", "b", null);
			fixture.event("1.1", "c", null);
			assertThat(fixture.log).containsExactly("called", "called");
		}
	}

	@Test
	void oneMethodMayHandleSeveralKinds() {
		try (HandlerFixture fixture = HandlerFixture.of(SeveralKinds.class)) {
			fixture.opened("1.1");
			fixture.closed("1.1");
			assertThat(fixture.log).containsExactly("1.1", "1.1");
		}
	}

	@Test
	void resolvesPlaceholders() {
		HandlerFixture fixture = new HandlerFixture(Placeholders.class);
		fixture.context()
			.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("room.prefix", "private-room")));
		try (fixture) {
			fixture.start();
			fixture.channelEvent("1.1", "private-room-7", "said", null);
			fixture.channelEvent("1.1", "other-7", "said", null);
			assertThat(fixture.log).containsExactly("private-room-7");
		}
	}

	@Test
	void whenNothingResolvesAPlaceholderThenFails() {
		HandlerFixture fixture = new HandlerFixture(Placeholders.class);
		fixture.context().registerBean(PropertySourcesPlaceholderConfigurer.class);
		assertThatExceptionOfType(InvalidPipeHandlerException.class).isThrownBy(fixture::start)
			.withMessageContaining("said(String) of bean 'handlerDiscoveryTests.Placeholders'")
			.withMessageContaining("${room.prefix}-*");
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
			.withMessageContaining("hidden(String) of bean 'handlerDiscoveryTests.HiddenByInterface'")
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
		try (HandlerFixture fixture = HandlerFixture.of(Composed.class, Third.class, Plain.class)) {
			assertThat(fixture.registry().handlers()).containsExactly(
					new PipeHandlerDescription("OnSocketOpen", List.of(EVERYTHING), "handlerDiscoveryTests.Third",
							Third.class.getName() + ".another()", 2),
					new PipeHandlerDescription("OnSocketOpen", List.of(EVERYTHING), "handlerDiscoveryTests.Plain",
							Plain.class.getName() + ".opened()", Integer.MAX_VALUE),
					new PipeHandlerDescription("OnSocketOpen", List.of(EVERYTHING), "handlerDiscoveryTests.Third",
							Third.class.getName() + ".opened()", Integer.MAX_VALUE),
					new PipeHandlerDescription("OnChannelEvent",
							List.of(new PipeHandlerDescription.Condition(List.of("private-orders"), List.of("placed"))),
							"handlerDiscoveryTests.Composed", Composed.class.getName() + ".placed(String, String)",
							Integer.MAX_VALUE));
		}
	}

	private static BeanNameAutoProxyCreator proxies(HandlerFixture fixture, boolean targetClass) {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("handlerDiscoveryTests.*");
		creator.setProxyTargetClass(targetClass);
		fixture.context().registerBean("advice", MethodInterceptor.class, () -> (invocation) -> {
			fixture.log.add("advice");
			return invocation.proceed();
		});
		creator.setInterceptorNames("advice");
		creator.setBeanFactory(fixture.context().getBeanFactory());
		return creator;
	}

	abstract static class Logging {

		final List<String> log;

		Logging(List<String> log) {
			this.log = log;
		}

	}

	static class Plain extends Logging {

		Plain(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void opened() {
			this.log.add("opened");
		}

	}

	static class Ordinary extends Logging {

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

	static class Visibilities extends Logging {

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
	static class LazyHandlers extends Logging {

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

	abstract static class Parent extends Logging {

		Parent(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void opened() {
			this.log.add("opened by " + getClass().getSimpleName());
		}

	}

	static class Child extends Parent {

		Child(List<String> log) {
			super(log);
		}

		@Override
		void opened() {
			super.opened();
		}

	}

	abstract static class Overridden extends Logging {

		Overridden(List<String> log) {
			super(log);
		}

		@OnSocketEvent("old")
		abstract void event();

	}

	static class Overriding extends Overridden {

		Overriding(List<String> log) {
			super(log);
		}

		@Override
		@OnSocketEvent("new")
		void event() {
			this.log.add("new");
		}

	}

	interface Contract {

		@OnSocketOpen
		void opened(@SocketId String id);

	}

	static class Implementation extends Logging implements Contract {

		Implementation(List<String> log) {
			super(log);
		}

		@Override
		public void opened(String id) {
			this.log.add("implementation " + id);
		}

	}

	record Note(String text) {

	}

	abstract static class GenericParent<T> extends Logging {

		GenericParent(List<String> log) {
			super(log);
		}

		@OnSocketEvent
		void event(T data) {
			handle(data);
		}

		abstract void handle(T data);

	}

	static class Generic extends GenericParent<Note> {

		Generic(List<String> log) {
			super(log);
		}

		@Override
		void handle(Note data) {
			this.log.add(data.text());
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnChannelEvent(channel = "private-orders")
	@interface OnOrder {

		@AliasFor(annotation = OnChannelEvent.class, attribute = "event")
		String[] value();

	}

	@Target(ElementType.PARAMETER)
	@Retention(RetentionPolicy.RUNTIME)
	@SocketId
	@interface Who {

	}

	static class Composed extends Logging {

		Composed(List<String> log) {
			super(log);
		}

		@OnOrder("placed")
		void placed(@Who String who, @ChannelName String channel) {
			this.log.add(who + " " + channel);
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnSocketEvent("a")
	@interface OnA {

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnSocketEvent("b")
	@interface OnB {

	}

	static class ComposedTwice extends Logging {

		ComposedTwice(List<String> log) {
			super(log);
		}

		@OnA
		@OnB
		void event() {
			this.log.add("called");
		}

	}

	static class SeveralKinds extends Logging {

		SeveralKinds(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		@OnSocketClose
		void changed(@SocketId String id) {
			this.log.add(id);
		}

	}

	static class Placeholders extends Logging {

		Placeholders(List<String> log) {
			super(log);
		}

		@OnChannelEvent("${room.prefix}-*")
		void said(@ChannelName String channel) {
			this.log.add(channel);
		}

	}

	static class First extends Logging {

		First(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		@Order(1)
		void opened() {
			this.log.add("method first");
		}

	}

	static class Second extends Logging {

		Second(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		void opened() {
			this.log.add("bean b");
		}

	}

	static class Third extends Logging {

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

	static class Advised extends Logging {

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

	static class WithInterface extends Logging implements Opened {

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

	static class Bridged extends Logging implements Receiver<Note> {

		Bridged(List<String> log) {
			super(log);
		}

		@Override
		public void receive(Note data, String id) {
			this.log.add(data.text() + " from " + id);
		}

	}

}
