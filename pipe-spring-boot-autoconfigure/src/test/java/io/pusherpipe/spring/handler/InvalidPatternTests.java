/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import io.pusherpipe.spring.annotation.ChannelVariable;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelVacated;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.PipeExceptionHandler;
import io.pusherpipe.spring.core.PipeChannel;
import org.junit.jupiter.api.Test;

import static io.pusherpipe.spring.handler.InvalidHandlers.assertInvalid;

/**
 * Tests for names, patterns and their variables that fail at start, with the method's
 * name and the fix.
 */
class InvalidPatternTests {

	@Test
	void whenAVariableIsInNoPattern() {
		assertInvalid(UnknownVariable.class)
			.withMessageContaining("has argument 'romo' of type String, which takes {romo} of the channel's name, "
					+ "which no pattern of its @OnChannelEvent has")
			.withMessageContaining("Use one of [kind, room]");
		assertInvalid(VariableOfPlainPattern.class)
			.withMessageContaining("but no pattern of its @OnChannelEvent has variables")
			.withMessageContaining("Write {room} into the pattern");
		assertInvalid(VariableOfAllChannels.class)
			.withMessageContaining("but no pattern of its @OnChannelVacated has variables");
		assertInvalid(VariableOfOpen.class).withMessageContaining("takes the channel, which @OnSocketOpen does not");
		assertInvalid(VariableOfException.class)
			.withMessageContaining("but no pattern of its @PipeExceptionHandler has variables");
	}

	@Test
	void whenAVariableIsNotInAllPatterns() {
		assertInvalid(VariableOfOnePattern.class)
			.withMessageContaining("takes {room} of the channel's name, which pattern \"lobby\" of its "
					+ "@OnChannelEvent does not have")
			.withMessageContaining("set required = false");
		assertInvalid(PrimitiveVariable.class).withMessageContaining("a primitive cannot be null");
	}

	@Test
	void whenNothingConvertsAVariable() {
		assertInvalid(UnconvertibleVariable.class).withMessageContaining("which nothing converts to that type")
			.withMessageContaining("add a Converter as a bean");
	}

	@Test
	void whenAPatternIsAmbiguousOrNone() {
		assertInvalid(DuplicateVariable.class)
			.withMessageContaining("has the variable {a} twice in channel \"x-{a}-{a}\"");
		assertInvalid(AdjacentVariables.class)
			.withMessageContaining("has two parts of channel \"x-{a}{b}\" side by side")
			.withMessageContaining("Write something between {variables} and *");
		assertInvalid(AdjacentAsterisk.class).withMessageContaining("side by side");
		assertInvalid(OpenBrace.class)
			.withMessageContaining("has a brace in channel \"room-{a\" that names no variable");
		assertInvalid(BadVariable.class).withMessageContaining("Write variables as {name}");
	}

	@Test
	void whenNoChannelCanHaveTheName() {
		assertInvalid(BadChannel.class).withMessageContaining("asks for channel \"my room\"");
	}

	@Test
	void whenNoEventCanHaveTheName() {
		assertInvalid(BadEvent.class).withMessageContaining("asks for event \"pusher:subscribe\"");
		assertInvalid(EmptyEvent.class).withMessageContaining("empty event name");
	}

	static class UnknownVariable {

		@OnChannelEvent("{kind}-{room}")
		void handle(@ChannelVariable String romo) {
		}

	}

	static class VariableOfPlainPattern {

		@OnChannelEvent("room-*")
		void handle(@ChannelVariable String room) {
		}

	}

	static class VariableOfAllChannels {

		@OnChannelVacated
		void handle(@ChannelVariable String room) {
		}

	}

	static class VariableOfOpen {

		@OnSocketOpen
		void handle(@ChannelVariable String room) {
		}

	}

	static class VariableOfException {

		@PipeExceptionHandler(Exception.class)
		void handle(@ChannelVariable String room) {
		}

		@OnChannelEvent("room-{room}")
		void other() {
		}

	}

	static class VariableOfOnePattern {

		@OnChannelEvent({ "room-{room}", "lobby" })
		void handle(@ChannelVariable String room) {
		}

	}

	static class PrimitiveVariable {

		@OnChannelEvent({ "room-{room}", "lobby" })
		void handle(@ChannelVariable(required = false) int room) {
		}

	}

	static class UnconvertibleVariable {

		@OnChannelEvent("room-{room}")
		void handle(@ChannelVariable PipeChannel room) {
		}

	}

	static class DuplicateVariable {

		@OnChannelEvent("x-{a}-{a}")
		void handle() {
		}

	}

	static class AdjacentVariables {

		@OnChannelEvent("x-{a}{b}")
		void handle() {
		}

	}

	static class AdjacentAsterisk {

		@OnChannelEvent("x-{a}*")
		void handle() {
		}

	}

	static class OpenBrace {

		@OnChannelEvent("room-{a")
		void handle() {
		}

	}

	static class BadVariable {

		@OnChannelEvent("room-{a b}")
		void handle() {
		}

	}

	static class BadChannel {

		@OnChannelEvent("my room")
		void handle() {
		}

	}

	static class BadEvent {

		@OnSocketEvent("pusher:subscribe")
		void handle() {
		}

	}

	static class EmptyEvent {

		@OnSocketEvent("")
		void handle() {
		}

	}

}
