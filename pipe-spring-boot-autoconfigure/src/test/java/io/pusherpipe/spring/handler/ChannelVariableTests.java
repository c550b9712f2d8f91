/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.pusherpipe.client.PipeConversionException;
import io.pusherpipe.client.PipeDecider.ChannelDecision;
import io.pusherpipe.protocol.pipe.PipeFilter.ChannelRule;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.spring.annotation.AuthorizeChannel;
import io.pusherpipe.spring.annotation.ChannelVariable;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnChannelVacated;
import io.pusherpipe.spring.annotation.OnMemberAdded;
import io.pusherpipe.spring.annotation.OnMemberRemoved;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.convert.converter.Converter;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for variables in the names of channels.
 */
class ChannelVariableTests {

	private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

	@Test
	void aVariableIsAPartOfTheChannelsName() {
		try (HandlerFixture fixture = HandlerFixture.of(Rooms.class)) {
			fixture.channelEvent("1.1", "private-room-blue", "say", null);
			fixture.channelEvent("1.1", "private-room-a-b.c", "say", null);
			fixture.occupied("private-room-blue");
			fixture.vacated("private-room-blue");
			fixture.memberAdded("presence-room-red", "7");
			fixture.memberRemoved("presence-room-red", "7");
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("said blue", "said a-b.c", "occupied blue", "vacated blue",
					"added red", "removed red");
		}
	}

	@Test
	void aVariableStandsForAtLeastOneCharacter() {
		try (HandlerFixture fixture = HandlerFixture.of(Rooms.class)) {
			fixture.channelEvent("1.1", "private-room-", "say", null);
			assertThat(fixture.log).isEmpty();
			assertThat(fixture.acknowledged).hasValue(1);
		}
	}

	@Test
	void earlierVariablesTakeAsLittleAsTheyCan() {
		try (HandlerFixture fixture = HandlerFixture.of(Several.class)) {
			fixture.channelEvent("1.1", "private-a-b-c", "e", null);
			fixture.channelEvent("1.1", "game-7.round-12-x", "e", null);
			assertThat(fixture.log).containsExactly("a b-c", "7 12");
		}
	}

	@Test
	void variablesAreConverted() {
		try (HandlerFixture fixture = HandlerFixture.of(Converted.class)) {
			fixture.channelEvent("1.1", "number-42", "e", null);
			fixture.channelEvent("1.1", "id-" + ID, "e", null);
			fixture.channelEvent("1.1", "color-dark-red", "e", null);
			fixture.channelEvent("1.1", "wait-5s", "e", null);
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("42", ID, "DARK_RED", "PT5S");
		}
	}

	@Test
	void convertersOfTheApplicationConvert() {
		HandlerFixture fixture = new HandlerFixture(Custom.class);
		fixture.context().registerBean("code", Code.Reader.class);
		try (fixture) {
			fixture.start();
			fixture.channelEvent("1.1", "code-x", "e", null);
			assertThat(fixture.log).containsExactly("Code[text=x]");
		}
	}

	@Test
	void whatCannotBeConvertedIsAFailureOfThePagesMaking() {
		try (HandlerFixture fixture = HandlerFixture.of(Converted.class)) {
			fixture.channelEvent("1.1", "number-many", "e", null);
			assertThat(fixture.log).isEmpty();
			assertThat(fixture.failures).singleElement().satisfies((failure) -> {
				assertThat(failure.isFinal()).isTrue();
				assertThat(failure.getCause()).isInstanceOf(PipeConversionException.class)
					.hasMessage("Channel 'number-many' has 'many' for {number}, which is no int");
			});
		}
	}

	@Test
	void whereAPatternHasNotTheVariableItIsNull() {
		try (HandlerFixture fixture = HandlerFixture.of(Optionals.class)) {
			fixture.channelEvent("1.1", "room-7", "e", null);
			fixture.channelEvent("1.1", "lobby", "e", null);
			fixture.channelEvent("1.1", "room-lobby", "e", null);
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("7 Optional[7]", "null Optional.empty", "null Optional.empty");
		}
	}

	@Test
	void decidesByVariables() {
		try (HandlerFixture fixture = HandlerFixture.of(Doors.class)) {
			assertThat(authorize(fixture, "private-room-7")).isEqualTo(new ChannelDecision(true, null));
			assertThat(authorize(fixture, "private-room-8")).isEqualTo(new ChannelDecision(false, null));
		}
	}

	private static @Nullable ChannelDecision authorize(HandlerFixture fixture, String channel) {
		return fixture.decider()
			.authorize(new PipeRequest.AuthorizeChannel("1.1", channel, null))
			.block(Duration.ofSeconds(10));
	}

	@Test
	void placeholdersAreResolvedBeforeVariables() {
		HandlerFixture fixture = new HandlerFixture(Prefixed.class);
		fixture.context()
			.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("app", "shop-{tenant}")));
		try (fixture) {
			fixture.start();
			fixture.channelEvent("1.1", "private-shop-north-7", "e", null);
			assertThat(fixture.log).containsExactly("north 7");
		}
	}

	@Test
	void theEdgeIsAskedForAnyCharactersInPlaceOfVariables() {
		try (HandlerFixture fixture = HandlerFixture.of(Rooms.class)) {
			assertThat(fixture.registry().filter().channels())
				.containsExactly(new ChannelRule("private-room-*", "say"));
			assertThat(fixture.registry().filter().existence()).containsExactlyInAnyOrder("private-room-*",
					"presence-room-*");
			assertThat(fixture.registry().handlers()).anySatisfy((handler) -> assertThat(handler.conditions())
				.containsExactly(new PipeHandlerDescription.Condition(List.of("private-room-{room}"), List.of("say"))));
		}
	}

	enum Color {

		DARK_RED

	}

	record Code(String text) {

		static final class Reader implements Converter<String, Code> {

			@Override
			public Code convert(String source) {
				return new Code(source);
			}

		}

	}

	static class Rooms extends LoggingHandlers {

		Rooms(List<String> log) {
			super(log);
		}

		@OnChannelEvent(channel = "private-room-{room}", event = "say")
		void said(@ChannelVariable String room) {
			this.log.add("said " + room);
		}

		@OnChannelOccupied("private-room-{room}")
		void occupied(@ChannelVariable("room") String name) {
			this.log.add("occupied " + name);
		}

		@OnChannelVacated("private-room-{room}")
		void vacated(@ChannelVariable(name = "room") String name) {
			this.log.add("vacated " + name);
		}

		@OnMemberAdded("presence-room-{room}")
		void added(@ChannelVariable String room) {
			this.log.add("added " + room);
		}

		@OnMemberRemoved("presence-room-{room}")
		void removed(@ChannelVariable String room) {
			this.log.add("removed " + room);
		}

	}

	static class Several extends LoggingHandlers {

		Several(List<String> log) {
			super(log);
		}

		@OnChannelEvent("private-{one}-{two}")
		void two(@ChannelVariable String two, @ChannelVariable String one) {
			this.log.add(one + " " + two);
		}

		@OnChannelEvent("game-{game}.round-{round}-*")
		void mixed(@ChannelVariable int game, @ChannelVariable long round) {
			this.log.add(game + " " + round);
		}

	}

	static class Converted extends LoggingHandlers {

		Converted(List<String> log) {
			super(log);
		}

		@OnChannelEvent("number-{number}")
		void number(@ChannelVariable int number) {
			this.log.add(String.valueOf(number));
		}

		@OnChannelEvent("id-{id}")
		void id(@ChannelVariable UUID id) {
			this.log.add(id.toString());
		}

		@OnChannelEvent("color-{color}")
		void color(@ChannelVariable Color color) {
			this.log.add(color.name());
		}

		@OnChannelEvent("wait-{time}")
		void time(@ChannelVariable Duration time) {
			this.log.add(time.toString());
		}

	}

	static class Custom extends LoggingHandlers {

		Custom(List<String> log) {
			super(log);
		}

		@OnChannelEvent("code-{code}")
		void code(@ChannelVariable Code code) {
			this.log.add(code.toString());
		}

	}

	static class Optionals extends LoggingHandlers {

		Optionals(List<String> log) {
			super(log);
		}

		@OnChannelEvent({ "room-{room}", "lobby", "room-lobby" })
		void event(@ChannelVariable(required = false) @Nullable Integer room,
				@ChannelVariable(name = "room", required = false) Optional<String> text) {
			this.log.add(room + " " + text);
		}

	}

	static class Doors {

		@AuthorizeChannel("private-room-{room}")
		boolean may(@ChannelVariable int room) {
			return room == 7;
		}

	}

	static class Prefixed extends LoggingHandlers {

		Prefixed(List<String> log) {
			super(log);
		}

		@OnChannelEvent("private-${app}-{room}")
		void event(@ChannelVariable String tenant, @ChannelVariable int room) {
			this.log.add(tenant + " " + room);
		}

	}

}
