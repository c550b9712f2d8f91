/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.pusherpipe.protocol.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonReaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\"main\"", "\"\u00e9 \u20ac \ud83d\ude00\"", "\"\\u00e9\\n\\\"\"", "0", "-1",
			"123", "1.50", "-1.5E-10", "123456789012345678901234567890", "true", "false", "null", "{}", "[]",
			"{ \"a\" : [ 1 , 2 ] }", "[ [ ] , { \"x\" : \"}]\" } ]", "\"}\"", "{\"a\":\"\\\\\"}" })
	void rawValuesAreTheirOwnText(String value) {
		for (String before : List.of("", " ", "\n\t ")) {
			for (String after : List.of("", " ", ",\"z\":1", " , \"z\" : [1]")) {
				String json = "{\"a\":\"\u20ac\",\"data\":" + before + value + after + "}";
				assertThat(raw(json)).as(json).isEqualTo(value);
			}
		}
	}

	@Test
	void rawValuesOfAnyLengthAreCutExactly() {
		for (int length = 0; length < 5_000; length += 7) {
			String value = "\"" + "\u00e9".repeat(length) + "\"";
			assertThat(raw("{\"data\":" + value + ",\"x\":1}")).isEqualTo(value);
		}
	}

	private static String raw(String json) {
		String data = "";
		try (JsonReader in = JsonReader.object(json.getBytes(StandardCharsets.UTF_8))) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				if (name.equals("data")) {
					data = in.raw().toString();
				}
				else {
					in.skip();
				}
			}
		}
		return data;
	}

	@Test
	void elementsAreTheirOwnText() {
		try (JsonReader in = JsonReader.object(RawJson.of("{\"a\":[ 1, \"x\" ,{ \"y\":[] }, [2 ]]}"))) {
			assertThat(in.nextName()).isEqualTo("a");
			assertThat(in.elements("a")).extracting(RawJson::toString)
				.containsExactly("1", "\"x\"", "{ \"y\":[] }", "[2 ]");
			assertThat(in.nextName()).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "x", "[", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{a:1}",
			"{\"a\":01}", "{\"a\":1}}", "{\"a\":1} 2", "[]", "1", "\"x\"", "null", "{\"a\":\"\n\"}", "{\"a\":[}",
			"{\"a\":nul}" })
	void whatIsNotOneObjectIsRefused(String json) {
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> raw(json));
	}

	@Test
	void valuesOfTheWrongTypeAreRefusedByName() {
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> first("{\"a\":1}").string("a"))
			.withMessage("a must be a string");
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> first("{\"a\":null}").string("a"));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> first("{\"a\":1}").nullableString("a"));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> first("{\"a\":\"1\"}").integer("a"))
			.withMessage("a must be an integer");
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> first("{\"a\":99999999999}").integer("a"))
			.withMessage("a must be an integer of 32 bits");
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> first("{\"a\":[1]}").strings("a"))
			.withMessage("a must be an array of strings");
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> first("{\"a\":{}}").elements("a"))
			.withMessage("a must be an array");
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> first("{\"a\":true}").stringOrNumber("a"))
			.withMessage("a must be a string or a number");
	}

	@Test
	void numbersKeepTheirText() {
		assertThat(first("{\"a\":10}").stringOrNumber("a")).isEqualTo("10");
		assertThat(first("{\"a\":1.50}").stringOrNumber("a")).isEqualTo("1.50");
		assertThat(first("{\"a\":\"x\"}").stringOrNumber("a")).isEqualTo("x");
	}

	private static JsonReader first(String json) {
		JsonReader reader = JsonReader.object(RawJson.of(json));
		assertThat(reader.nextName()).isEqualTo("a");
		return reader;
	}

}
