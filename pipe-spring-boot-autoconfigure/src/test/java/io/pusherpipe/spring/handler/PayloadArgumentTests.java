/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.pusherpipe.client.PipeEvent;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.messaging.handler.annotation.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how handlers take the data of an event.
 */
class PayloadArgumentTests {

	@Test
	void theEventItself() {
		try (HandlerFixture fixture = HandlerFixture.of(Raw.class)) {
			fixture.event("1.2", "event", "{\"text\": \"hi\"}");
			fixture.event("1.2", "notification", "[1,  2]");
			fixture.event("1.2", "json", "[1,  2]");
			fixture.event("1.2", "json", "null");
			fixture.event("1.2", "json", null);
			assertThat(fixture.log).containsExactly("hi", "[1,  2]", "[1,  2]", "null", "none");
		}
	}

	@Test
	void dataAsARecord() {
		try (HandlerFixture fixture = HandlerFixture.of(Payloads.class)) {
			fixture.event("1.2", "record", "{\"text\":\"hi\",\"unknown\":1}");
			assertThat(fixture.log).containsExactly("Note[text=hi]");
		}
	}

	@Test
	void dataAsCollections() {
		try (HandlerFixture fixture = HandlerFixture.of(Payloads.class)) {
			fixture.event("1.2", "map", "{\"a\":1,\"b\":[true]}");
			fixture.event("1.2", "list", "[{\"text\":\"x\"},{\"text\":\"y\"}]");
			assertThat(fixture.log).containsExactly("{a=1, b=[true]}", "[Note[text=x], Note[text=y]]");
		}
	}

	@Test
	void dataAsScalars() {
		try (HandlerFixture fixture = HandlerFixture.of(Payloads.class)) {
			fixture.event("1.2", "string", "\"plain \\u00e9\"");
			fixture.event("1.2", "int", "42");
			fixture.event("1.2", "double", "1.5");
			fixture.event("1.2", "boolean", "true");
			assertThat(fixture.log).containsExactly("plain \u00e9", "42", "1.5", "true");
		}
	}

	@Test
	void dataAsATree() {
		try (HandlerFixture fixture = HandlerFixture.of(Payloads.class)) {
			fixture.event("1.2", "tree", "{\"a\":[1]}");
			fixture.event("1.2", "object", "[1]");
			assertThat(fixture.log).containsExactly("{\"a\":[1]}", "[1]");
		}
	}

	@Test
	void whenDataIsNullOrMissingThenTheArgumentIsNull() {
		try (HandlerFixture fixture = HandlerFixture.of(Payloads.class)) {
			for (String event : List.of("record", "map", "list", "string", "tree", "object")) {
				fixture.event("1.2", event, "null");
				fixture.event("1.2", event, null);
			}
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).hasSize(12).containsOnly("null");
		}
	}

	@Test
	void whenDataIsMissingThenAnOptionalIsEmpty() {
		try (HandlerFixture fixture = HandlerFixture.of(Payloads.class)) {
			fixture.event("1.2", "optional", "{\"text\":\"hi\"}");
			fixture.event("1.2", "optional", "null");
			fixture.event("1.2", "optional", null);
			assertThat(fixture.log).containsExactly("Optional[Note[text=hi]]", "Optional.empty", "Optional.empty");
		}
	}

	@Test
	void whenAPrimitiveHasNoDataThenFailsWithTheArgument() {
		try (HandlerFixture fixture = HandlerFixture.of(Payloads.class)) {
			fixture.event("1.2", "int", null);
			assertThat(fixture.log).isEmpty();
			assertThat(fixture.failures).singleElement()
				.satisfies((failure) -> assertThat(failure.getCause())
					.hasMessage("the event has no data for argument 'data' of type int"));
		}
	}

	@Test
	void whenDataIsRequiredAndMissingThenFails() {
		try (HandlerFixture fixture = HandlerFixture.of(RequiredPayload.class)) {
			fixture.event("1.2", "required", null);
			fixture.event("1.2", "optional", null);
			assertThat(fixture.log).containsExactly("null");
			assertThat(fixture.failures).hasSize(1);
		}
	}

	@Test
	void whenDataIsSomethingElseThenFailsAndTellsWhat() {
		try (HandlerFixture fixture = HandlerFixture.of(Payloads.class)) {
			fixture.event("1.2", "record", "[1,2]");
			assertThat(fixture.log).isEmpty();
			assertThat(fixture.failures).singleElement().satisfies((failure) -> {
				assertThat(failure).hasMessageContaining("record(Note) of bean")
					.hasMessageEndingWith("failed to handle @OnSocketEvent event record socket 1.2");
				assertThat(failure.getCause()).hasMessageContaining("The data of event 'record' is no");
				assertThat(failure.getEvent()).isInstanceOf(PipeNotification.SocketMessage.class);
			});
		}
	}

	record Note(String text) {

	}

	static class Raw extends LoggingHandlers {

		Raw(List<String> log) {
			super(log);
		}

		@OnSocketEvent("event")
		void event(PipeEvent event) {
			this.log.add(Objects.requireNonNull(event.data(Note.class)).text());
		}

		@OnSocketEvent("notification")
		void notification(PipeNotification.SocketMessage message) {
			this.log.add(String.valueOf(message.data()));
		}

		@OnSocketEvent("json")
		void json(@Nullable RawJson json) {
			this.log.add((json != null) ? json.toString() : "none");
		}

	}

	static class Payloads extends LoggingHandlers {

		Payloads(List<String> log) {
			super(log);
		}

		@OnSocketEvent("record")
		void record(@Nullable Note data) {
			this.log.add(String.valueOf(data));
		}

		@OnSocketEvent("map")
		void map(@Nullable Map<String, Object> data) {
			this.log.add(String.valueOf(data));
		}

		@OnSocketEvent("list")
		void list(@Nullable List<Note> data) {
			this.log.add(String.valueOf(data));
		}

		@OnSocketEvent("string")
		void string(@Nullable String data) {
			this.log.add(String.valueOf(data));
		}

		@OnSocketEvent("int")
		void integer(int data) {
			this.log.add(String.valueOf(data));
		}

		@OnSocketEvent("double")
		void number(Double data) {
			this.log.add(String.valueOf(data));
		}

		@OnSocketEvent("boolean")
		void truth(boolean data) {
			this.log.add(String.valueOf(data));
		}

		@OnSocketEvent("tree")
		void tree(@Nullable JsonNode data) {
			this.log.add(String.valueOf(data));
		}

		@OnSocketEvent("object")
		void object(@Nullable Object data) {
			this.log.add(String.valueOf(data));
		}

		@OnSocketEvent("optional")
		void optional(Optional<Note> data) {
			this.log.add(String.valueOf(data));
		}

	}

	static class RequiredPayload extends LoggingHandlers {

		RequiredPayload(List<String> log) {
			super(log);
		}

		@OnSocketEvent("required")
		void required(@Payload Note note) {
			this.log.add(String.valueOf(note));
		}

		@OnSocketEvent("optional")
		void optional(@Payload(required = false) @Nullable Note note) {
			this.log.add(String.valueOf(note));
		}

	}

}
