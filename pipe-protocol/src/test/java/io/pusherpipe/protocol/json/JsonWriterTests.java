/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.json;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class JsonWriterTests {

	@Test
	void writesMembersInTheirOrder() {
		RawJson json = JsonWriter.object()
			.string("a", "x\"\u00e9")
			.string("b", null)
			.number("c", -7)
			.strings("d", List.of("1", "2"))
			.raw("e", RawJson.of("{ \"y\" : 1 }"))
			.raw("f", null)
			.begin("g")
			.raw("h", RawJson.of("1"))
			.raw("i", RawJson.of("2"))
			.end()
			.array("j", List.of(RawJson.of("1"), RawJson.of("[ ]")))
			.array("k", List.of())
			.encoded("l", RawJson.of("{\"z\":\"\\\"\"}"))
			.toRawJson();
		assertThat(json)
			.hasToString("{\"a\":\"x\\\"\u00e9\",\"b\":null,\"c\":-7,\"d\":[\"1\",\"2\"],\"e\":{ \"y\" : 1 },"
					+ "\"f\":null,\"g\":{\"h\":1,\"i\":2},\"j\":[1,[ ]],\"k\":[],\"l\":\"{\\\"z\\\":\\\"\\\\\\\"\\\"}\"}");
	}

	@Test
	void writesLargeValuesWhole() {
		RawJson large = RawJson.of("\"" + "\u00e9".repeat(100_000) + "\"");
		assertThat(JsonWriter.object().string("a", "b").raw("c", large).number("d", 1).toRawJson())
			.hasToString("{\"a\":\"b\",\"c\":" + large + ",\"d\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "null", "\"a\"", "{\"a\":\"\\u0001\\n\"}", "\"\u00e9\ud83d\ude00\"" })
	void whatIsEncodedIsReadBack(String json) {
		assertThat(JsonReader.text(RawJson.of(json).encoded())).isEqualTo(json);
	}

	// As a Jackson generator writes them, byte for byte.
	@Test
	void everyCharacterIsWrittenAsJacksonWritesIt() {
		StringBuilder all = new StringBuilder();
		for (int character = 0; character <= 0xFFFF; character++) {
			all.append((char) character).append('x');
		}
		all.append("\ud83d\ude00\ud800").append("\udc00\ud800");
		ByteArrayBuilder out = new ByteArrayBuilder();
		try (JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out,
				JsonEncoding.UTF8)) {
			generator.writeStartObject().writeName("a").writeString(all.toString());
			generator.writeEndObject();
		}
		assertThat(JsonWriter.object().string("a", all.toString()).toByteArray()).isEqualTo(out.toByteArray());
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 9, 10, 99, 100, 123456789012345L, Long.MAX_VALUE, -1, -10, Long.MIN_VALUE })
	void numbersHaveAllTheirDigits(long number) {
		assertThat(JsonWriter.object().number("a", number).toRawJson()).hasToString("{\"a\":" + number + "}");
	}

}
