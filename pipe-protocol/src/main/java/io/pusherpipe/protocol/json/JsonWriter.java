/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * Writes one JSON object, into which values go that are already JSON. One thread at a
 * time.
 */
public final class JsonWriter {

	private static final JsonFactory FACTORY = new JsonFactory();

	private final ByteArrayBuilder out = new ByteArrayBuilder();

	private final JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), this.out,
			JsonEncoding.UTF8);

	private JsonWriter() {
	}

	/**
	 * Begin a writer with the start of an object.
	 * @return the writer
	 */
	public static JsonWriter object() {
		JsonWriter writer = new JsonWriter();
		writer.generator.writeStartObject();
		return writer;
	}

	static RawJson encode(RawJson value) {
		JsonWriter writer = new JsonWriter();
		writer.generator.writeUTF8String(value.bytes(), 0, value.length());
		writer.generator.close();
		return RawJson.wrap(writer.out.toByteArray());
	}

	/**
	 * Write a member that is a string.
	 * @param name the member's name
	 * @param value the string, or {@code null} to write {@code null}
	 * @return this writer
	 */
	public JsonWriter string(String name, @Nullable String value) {
		this.generator.writeName(name);
		if (value != null) {
			this.generator.writeString(value);
		}
		else {
			this.generator.writeNull();
		}
		return this;
	}

	/**
	 * Write a member that is a number.
	 * @param name the member's name
	 * @param value the number
	 * @return this writer
	 */
	public JsonWriter number(String name, long value) {
		this.generator.writeName(name);
		this.generator.writeNumber(value);
		return this;
	}

	/**
	 * Write a member that is {@code true} or {@code false}.
	 * @param name the member's name
	 * @param value which of the two
	 * @return this writer
	 */
	public JsonWriter bool(String name, boolean value) {
		this.generator.writeName(name);
		this.generator.writeBoolean(value);
		return this;
	}

	/**
	 * Write a member that is an array of strings.
	 * @param name the member's name
	 * @param values the strings
	 * @return this writer
	 */
	public JsonWriter strings(String name, Iterable<String> values) {
		this.generator.writeName(name);
		this.generator.writeStartArray();
		values.forEach(this.generator::writeString);
		this.generator.writeEndArray();
		return this;
	}

	/**
	 * Write a member that is an array of values that are JSON already.
	 * @param name the member's name
	 * @param values the values, written byte for byte
	 * @return this writer
	 */
	public JsonWriter array(String name, Iterable<RawJson> values) {
		this.generator.writeName(name);
		this.generator.writeStartArray();
		values.forEach(this::value);
		this.generator.writeEndArray();
		return this;
	}

	/**
	 * Write a member that is JSON already.
	 * @param name the member's name
	 * @param value the value, written byte for byte, or {@code null} to write
	 * {@code null}
	 * @return this writer
	 */
	public JsonWriter raw(String name, @Nullable RawJson value) {
		this.generator.writeName(name);
		if (value == null) {
			this.generator.writeNull();
		}
		else {
			value(value);
		}
		return this;
	}

	private void value(RawJson value) {
		// An empty raw value makes the generator write what stands between name and
		// value; the bytes themselves then go past it.
		this.generator.writeRawValue("");
		this.generator.flush();
		this.out.write(value.bytes(), 0, value.length());
	}

	/**
	 * Write a member that is a string holding JSON, as browsers are sent all data (Pusher
	 * protocol 7, the double-encoding rule).
	 * @param name the member's name
	 * @param value the value whose text becomes the string
	 * @return this writer
	 */
	public JsonWriter encoded(String name, RawJson value) {
		this.generator.writeName(name);
		this.generator.writeUTF8String(value.bytes(), 0, value.length());
		return this;
	}

	/**
	 * Begin a member that is an object; {@link #end()} ends it.
	 * @param name the member's name
	 * @return this writer
	 */
	public JsonWriter begin(String name) {
		this.generator.writeName(name);
		this.generator.writeStartObject();
		return this;
	}

	/**
	 * End the object begun last.
	 * @return this writer
	 */
	public JsonWriter end() {
		this.generator.writeEndObject();
		return this;
	}

	/**
	 * End the outermost object and take the text.
	 * @return the text in UTF-8
	 */
	public byte[] toByteArray() {
		this.generator.writeEndObject();
		this.generator.close();
		return this.out.toByteArray();
	}

	/**
	 * End the outermost object and take it.
	 * @return the object as a value
	 */
	public RawJson toRawJson() {
		return RawJson.wrap(toByteArray());
	}

}
