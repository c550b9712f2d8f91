/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.pusherpipe.protocol.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A text that one parser can read says what it says when it is read part by part, and one
 * that is wrong is refused by both.
 */
class Pipe10DecodingTests {

	private static final List<Object> MESSAGES = List.of(
			object("id", "7", "method", "\"trigger\"", "params",
					object("channels", "[\"a\",\"b\"]", "event", "\"e\"", "data", "{\"x\":[1,null]}", "except",
							"\"1.1\"")),
			object("id", "\"x\"", "method", "\"trigger\"", "params", object("socket_id", "\"1.1\"", "event", "\"\"")),
			object("method", "\"ack\"", "params", object("offsets", object("3", "17", "255", "9007199254740993"))),
			object("id", "1", "method", "\"subscribe\"", "params",
					object("events", "[\"socket_message\"]", "group", "\"g\"", "credit", "17", "filter",
							object("existence", "[\"a*\"]"))),
			object("id", "1", "method", "\"query\"", "params", object("kind", "\"sockets\"", "limit", "5")),
			object("id", "1", "method", "\"leave\"", "params", "7"), object("id", "1", "method", "\"no\""),
			object("id", "1", "method", "null", "result", "{}"), object("id", "9", "result", "{}"),
			object("id", "9", "error", object("code", "4403", "message", "\"no\""), "result", "7"),
			object("result",
					object("slot", "3", "offset", "17", "redelivered", "true", "event", "\"socket_message\"", "data",
							object("socket_id", "\"1.1\"", "event", "\"say\"", "data", "\"\u00e9\\n\"", "channel",
									"null", "user_id", "\"7\"", "request", "\"r\"", "trace", "{}"))),
			object("result", object("event", "\"socket_closed\"", "data", object("socket_id", "\"1.1\""))),
			object("result",
					object("event", "\"member_added\"", "data", object("channel", "\"c\"", "user_id", "\"\""))),
			object("result", object("slot", "3", "offset", "1", "event", "\"gap\"", "data", object("events", "12"))),
			object("result", object("event", "\"warning\"", "data", "\"x\"")),
			object("result", object("event", "\"new\"", "data", object("a", "[]"))),
			object("error", object("code", "1", "message", "\"x\"")), object("id", "null"), object());

	private static final List<String> OTHER_VALUES = List.of("null", "7", "-1", "1.5", "\"\"", "\"trigger\"",
			"\"socket_message\"", "\"gap\"", "{}", "[]", "[7]", "true", "99999999999999999999");

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void theOrderOfMembersAndWhatIsTwiceOrWrongMakeNoDifference(int seed) {
		Random random = new Random(seed);
		int understood = 0;
		for (int i = 0; i < 2000; i++) {
			String text = text(random);
			understood += check(text, Pipe10Envelope::fromBackend) ? 1 : 0;
			understood += check(text, Pipe10Envelope::fromEdge) ? 1 : 0;
		}
		assertThat(understood).isGreaterThan(500);
	}

	@Test
	void whatIsCutOffAnywhereIsRefused() {
		String text = "[" + MESSAGES.stream().map((message) -> write(message)).collect(Collectors.joining(",")) + "]";
		check(text, Pipe10Envelope::fromEdge);
		for (int length = 0; length < text.length(); length++) {
			assertThat(check(text.substring(0, length), Pipe10Envelope::fromBackend)).isFalse();
			assertThat(check(text.substring(0, length), Pipe10Envelope::fromEdge)).isFalse();
		}
	}

	@Test
	void oneParserIsEnoughForWhatClientAndEdgeWrite() {
		for (Object message : MESSAGES.subList(0, 14)) {
			byte[] text = write(message).getBytes(StandardCharsets.UTF_8);
			Function<Pipe10Envelope, PipeMessage> from = write(message).contains("method") ? Pipe10Envelope::fromBackend
					: Pipe10Envelope::fromEdge;
			if (!write(message).contains("null,\"result")) {
				assertThat(Pipe10Codec.decodeAtOnce(text, from)).hasSize(1);
			}
		}
	}

	// Returns whether the text is understood.
	private static boolean check(String text, Function<Pipe10Envelope, PipeMessage> from) {
		byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
		List<PipeMessage> expected;
		try {
			expected = Pipe10Codec.decodeByParts(utf8, from);
		}
		catch (ProtocolException ex) {
			assertThatExceptionOfType(ProtocolException.class).as(text)
				.isThrownBy(() -> Pipe10Codec.decodeAtOnce(utf8, from));
			return false;
		}
		try {
			assertThat(Pipe10Codec.decodeAtOnce(utf8, from)).as(text).isEqualTo(expected);
		}
		catch (ProtocolException ex) {
			// Read part by part, then.
		}
		return true;
	}

	private static String text(Random random) {
		List<String> messages = new ArrayList<>();
		int size = 1 + random.nextInt(3);
		for (int i = 0; i < size; i++) {
			messages.add(write(changed(MESSAGES.get(random.nextInt(MESSAGES.size())), random)));
		}
		return (size == 1 && random.nextBoolean()) ? messages.get(0) : "[" + String.join(" , ", messages) + "]";
	}

	private static Object changed(Object value, Random random) {
		if (!(value instanceof List<?> object)) {
			return (random.nextInt(40) == 0) ? OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size())) : value;
		}
		List<Object> members = new ArrayList<>();
		for (Object each : object) {
			Member member = (Member) each;
			if (random.nextInt(30) != 0) {
				members.add(new Member(member.name, changed(member.value, random)));
			}
			if (random.nextInt(15) == 0) {
				members.add(new Member(member.name, OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size()))));
			}
			if (random.nextInt(15) == 0) {
				members.add(new Member(member.name, changed(member.value, random)));
			}
		}
		if (random.nextBoolean()) {
			Collections.shuffle(members, random);
		}
		return members;
	}

	private static String write(Object value) {
		return (value instanceof List<?> object) ? object.stream()
			.map((member) -> "\"" + ((Member) member).name + "\":" + write(((Member) member).value))
			.collect(Collectors.joining(",", "{", "}")) : value.toString();
	}

	private static Object object(Object... namesAndValues) {
		List<Object> members = new ArrayList<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			members.add(new Member((String) namesAndValues[i], namesAndValues[i + 1]));
		}
		return members;
	}

	private record Member(String name, Object value) {

	}

}
