/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;

import io.pusherpipe.spring.annotation.ChannelName;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.SocketId;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for where the annotations of handlers may be.
 */
class HandlerAnnotationTests {

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
			.withMessageContaining("said(String) of bean 'handlerAnnotationTests.Placeholders'")
			.withMessageContaining("${room.prefix}-*");
	}

	abstract static class Parent extends LoggingHandlers {

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

	abstract static class Overridden extends LoggingHandlers {

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

	static class Implementation extends LoggingHandlers implements Contract {

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

	abstract static class GenericParent<T> extends LoggingHandlers {

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

	static class Composed extends LoggingHandlers {

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

	static class ComposedTwice extends LoggingHandlers {

		ComposedTwice(List<String> log) {
			super(log);
		}

		@OnA
		@OnB
		void event() {
			this.log.add("called");
		}

	}

	static class SeveralKinds extends LoggingHandlers {

		SeveralKinds(List<String> log) {
			super(log);
		}

		@OnSocketOpen
		@OnSocketClose
		void changed(@SocketId String id) {
			this.log.add(id);
		}

	}

	static class Placeholders extends LoggingHandlers {

		Placeholders(List<String> log) {
			super(log);
		}

		@OnChannelEvent("${room.prefix}-*")
		void said(@ChannelName String channel) {
			this.log.add(channel);
		}

	}

}
