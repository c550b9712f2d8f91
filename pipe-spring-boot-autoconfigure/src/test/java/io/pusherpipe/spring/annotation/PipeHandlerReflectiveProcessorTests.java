/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.pusherpipe.client.PipeException;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.core.PipeSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.annotation.AliasFor;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PipeHandlerReflectiveProcessor}.
 */
class PipeHandlerReflectiveProcessorTests {

	private final RuntimeHints hints = new RuntimeHints();

	@BeforeEach
	void process() {
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(this.hints, Handlers.class);
	}

	@Test
	void handlersAreCalledByReflection() {
		for (String method : List.of("opened", "placed", "listed", "wrapped", "composed", "failed", "mayFollow",
				"saved")) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Handlers.class, method)).as(method)
				.accepts(this.hints);
		}
		assertThat(this.hints.reflection().typeHints().filter((type) -> type.getType().equals(of(Handlers.class))))
			.singleElement()
			.satisfies((type) -> assertThat(type.methods()).noneMatch((method) -> method.getName().equals("other")));
	}

	@Test
	void dataIsBound() {
		assertThat(isBound(Order.class)).isTrue();
		assertThat(isBound(Item.class)).as("part of an order").isTrue();
		assertThat(isBound(Line.class)).as("element of a list").isTrue();
		assertThat(isBound(Parcel.class)).as("payload of a message").isTrue();
		assertThat(isBound(Note.class)).as("data of a composed annotation's method").isTrue();
	}

	@Test
	void answersAreBound() {
		assertThat(isBound(Price.class)).as("value of a Mono").isTrue();
		assertThat(isBound(Complaint.class)).as("value of an exception handler").isTrue();
		assertThat(isBound(Receipt.class)).as("value of a CompletableFuture").isTrue();
	}

	@Test
	void whatIsNoDataIsNotBound() {
		for (Class<?> type : List.of(PipeSocket.class, JsonNode.class, Mono.class, Message.class,
				ChannelAuthorization.class, PipeException.class, Hidden.class, IllegalStateException.class)) {
			assertThat(isBound(type)).as(type.getName()).isFalse();
		}
	}

	private boolean isBound(Class<?> type) {
		return RuntimeHintsPredicates.reflection().onType(type).test(this.hints);
	}

	private static TypeReference of(Class<?> type) {
		return TypeReference.of(type);
	}

	@SuppressWarnings("unused")
	static class Handlers {

		@OnSocketOpen
		void opened(PipeSocket socket, @SocketId String id) {
		}

		@OnSocketEvent("order")
		Mono<Price> placed(PipeSocket socket, Order order) {
			return Mono.empty();
		}

		@OnSocketEvent("lines")
		CompletableFuture<Receipt> listed(@Payload List<Line> lines, @Header("user") Hidden hidden) {
			return new CompletableFuture<>();
		}

		@OnChannelEvent("private-*")
		void wrapped(Message<Parcel> message) {
		}

		@OnNote
		void composed(Map<String, Note> notes) {
		}

		@OnSocketEvent("any")
		void tree(@Nullable JsonNode data) {
		}

		@OnPipeError
		void failed(PipeException error) {
		}

		@AuthorizeChannel("private-*")
		ChannelAuthorization mayFollow(@SocketId String id) {
			return ChannelAuthorization.refuse();
		}

		@PipeExceptionHandler
		Complaint saved(IllegalStateException failure) {
			return new Complaint("no");
		}

		void other() {
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnSocketEvent
	@interface OnNote {

		@AliasFor(annotation = OnSocketEvent.class, attribute = "value")
		String[] value() default "note";

	}

	record Order(Item item) {

	}

	record Item(String name) {

	}

	record Line(String text) {

	}

	record Parcel(String to) {

	}

	record Note(String text) {

	}

	record Price(double amount) {

	}

	record Complaint(String text) {

	}

	record Receipt(String number) {

	}

	record Hidden(String value) {

	}

}
