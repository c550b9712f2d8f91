/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.pusherpipe.protocol.ProtocolException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object, member by member, and hands out the members that are not to be
 * looked into as {@link RawJson}. Objects inside it are read by the same reader, or taken
 * raw and read by one of their own. Whatever is wrong with the text comes as a
 * {@link ProtocolException}.
 * <p>
 * Call {@link #nextName()} until it returns {@code null}, and after each name exactly one
 * of the methods that take the value. One thread at a time.
 */
public final class JsonReader implements AutoCloseable {

	// Envelopes are always UTF-8, and only with canonical names does Jackson parse the
	// bytes themselves, which the offsets of raw values rest on.
	private static final JsonFactory FACTORY = JsonFactory.builder()
		.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
		.disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
		.build();

	private final byte[] utf8;

	private final JsonParser parser;

	private final boolean nested;

	// Only where the text may be an array of objects.
	private boolean begun;

	private boolean array;

	private JsonReader(byte[] utf8, boolean nested) {
		this.utf8 = utf8;
		this.nested = nested;
		this.parser = FACTORY.createParser(ObjectReadContext.empty(), utf8);
	}

	/**
	 * Read the object that this text is.
	 * @param utf8 the text; not copied, and not to be changed while it is read
	 * @return a reader before the object's first member
	 * @throws ProtocolException if the text is not an object
	 */
	public static JsonReader object(byte[] utf8) {
		JsonReader reader = new JsonReader(utf8, false);
		reader.enter();
		return reader;
	}

	/**
	 * Read the object that this text is, or the objects of the array that it is. Call
	 * {@link #nextObject()} until it returns {@code false}. Such a reader is
	 * {@linkplain #isNested() nested}.
	 * @param utf8 the text; not copied, and not to be changed while it is read
	 * @return a reader before the first object
	 */
	public static JsonReader objects(byte[] utf8) {
		return new JsonReader(utf8, true);
	}

	/**
	 * Read this value, whatever it is.
	 * @param json the value
	 * @return a reader before the value
	 */
	public static JsonReader value(RawJson json) {
		return new JsonReader(json.bytes(), false);
	}

	/**
	 * Read the object that this value is.
	 * @param json the value
	 * @return a reader before the object's first member
	 * @throws ProtocolException if the value is not an object
	 */
	public static JsonReader object(RawJson json) {
		return object(json.bytes());
	}

	/**
	 * Read the array that this text is.
	 * @param utf8 the text
	 * @return its elements
	 * @throws ProtocolException if the text is not an array
	 */
	public static List<RawJson> elements(byte[] utf8) {
		try (JsonReader reader = new JsonReader(utf8, false)) {
			List<RawJson> elements = reader.elements("value");
			reader.checkEnd();
			return elements;
		}
	}

	/**
	 * Read the array of strings that this text is.
	 * @param utf8 the text
	 * @return the strings
	 * @throws ProtocolException if the text is anything else
	 */
	public static List<String> strings(byte[] utf8) {
		try (JsonReader reader = new JsonReader(utf8, false)) {
			List<String> strings = reader.strings("value");
			reader.checkEnd();
			return strings;
		}
	}

	/**
	 * Read the object that the data of a request is, or that a string holds which is the
	 * data.
	 * @param data the data, or {@code null} where there was none
	 * @return a reader before the object's first member
	 * @throws ProtocolException if there is no object
	 */
	public static JsonReader data(@Nullable RawJson data) {
		if (data == null) {
			throw new ProtocolException("data is missing");
		}
		return data.isString() ? object(text(data).getBytes(StandardCharsets.UTF_8)) : object(data);
	}

	/**
	 * The text of a string.
	 * @param json a value that {@linkplain RawJson#isString() is a string}
	 * @return the string that it stands for
	 * @throws ProtocolException if the value is not a string
	 */
	public static String text(RawJson json) {
		try (JsonReader reader = new JsonReader(json.bytes(), false)) {
			return reader.string("value");
		}
	}

	/**
	 * Whether one text is read as a whole, so that what is inside its objects is to be
	 * {@linkplain #enter() entered} rather than taken {@linkplain #raw() raw}.
	 * @return {@code true} if it was made for {@linkplain #objects(byte[]) objects}
	 */
	public boolean isNested() {
		return this.nested;
	}

	/**
	 * Go into the next object of the text.
	 * @return {@code false} after the last one
	 * @throws ProtocolException if the text is malformed, or has something else in it
	 */
	public boolean nextObject() {
		JsonToken token = next();
		if (!this.begun) {
			this.begun = true;
			this.array = token == JsonToken.START_ARRAY;
			token = this.array ? next() : token;
		}
		else if (token == null) {
			return false;
		}
		if (this.array && token == JsonToken.END_ARRAY) {
			checkEnd();
			return false;
		}
		if (token != JsonToken.START_OBJECT) {
			throw new ProtocolException("not a JSON object");
		}
		return true;
	}

	/**
	 * Go into the value, which must be an object, and before its first member.
	 * @throws ProtocolException if it is something else
	 */
	public void enter() {
		if (next() != JsonToken.START_OBJECT) {
			throw new ProtocolException("not a JSON object");
		}
	}

	/**
	 * Go to the next member of the object that the reader is in.
	 * @return its name, or {@code null} after the last one, when the reader has left the
	 * object
	 * @throws ProtocolException if the text is malformed, or does not end with the object
	 * that it is
	 */
	public @Nullable String nextName() {
		if (next() == JsonToken.PROPERTY_NAME) {
			return this.parser.currentName();
		}
		if (this.parser.streamReadContext().inRoot()) {
			checkEnd();
		}
		return null;
	}

	private void checkEnd() {
		if (next() != null) {
			throw new ProtocolException("more than one JSON value");
		}
	}

	/**
	 * Take a string.
	 * @param name what to call the member if it is no string
	 * @return the string
	 * @throws ProtocolException if the value is not a string
	 */
	public String string(String name) {
		if (next() != JsonToken.VALUE_STRING) {
			throw new ProtocolException(name + " must be a string");
		}
		return text();
	}

	/**
	 * Take a string or {@code null}.
	 * @param name what to call the member if it is neither
	 * @return the string, or {@code null}
	 * @throws ProtocolException if the value is neither
	 */
	public @Nullable String nullableString(String name) {
		JsonToken token = next();
		if (token == JsonToken.VALUE_NULL) {
			return null;
		}
		if (token != JsonToken.VALUE_STRING) {
			throw new ProtocolException(name + " must be a string");
		}
		return text();
	}

	/**
	 * Take a string, or pass over any other value.
	 * @return the string, or {@code null} if it is none
	 * @throws ProtocolException if the text is malformed
	 */
	public @Nullable String stringIfAny() {
		if (next() == JsonToken.VALUE_STRING) {
			return text();
		}
		skipChildren();
		return null;
	}

	/**
	 * Take a string, or a number as the text that it is written with.
	 * @param name what to call the member if it is neither
	 * @return the string or the number's text
	 * @throws ProtocolException if the value is neither
	 */
	public String stringOrNumber(String name) {
		JsonToken token = next();
		if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT
				&& token != JsonToken.VALUE_NUMBER_FLOAT) {
			throw new ProtocolException(name + " must be a string or a number");
		}
		return text();
	}

	/**
	 * Take an integer.
	 * @param name what to call the member if it is no integer
	 * @return the integer
	 * @throws ProtocolException if the value is not an integer of 32 bits
	 */
	public int integer(String name) {
		try {
			if (next() != JsonToken.VALUE_NUMBER_INT) {
				throw new ProtocolException(name + " must be an integer");
			}
			return this.parser.getIntValue();
		}
		catch (JacksonException ex) {
			throw new ProtocolException(name + " must be an integer of 32 bits", ex);
		}
	}

	/**
	 * Take the value, which must be an integer.
	 * @param name the value's name, for the error
	 * @return the integer
	 * @throws ProtocolException if it is none, or needs more than 64 bits
	 */
	public long longInteger(String name) {
		return longInteger("", name);
	}

	/**
	 * Take the value, which must be an integer.
	 * @param parent what the value's name follows in the error, so that it need not be
	 * put together for every value
	 * @param name the value's name, for the error
	 * @return the integer
	 * @throws ProtocolException if it is none, or needs more than 64 bits
	 */
	public long longInteger(String parent, String name) {
		if (next() != JsonToken.VALUE_NUMBER_INT) {
			throw new ProtocolException(parent + name + " must be an integer");
		}
		try {
			return this.parser.getLongValue();
		}
		catch (JacksonException ex) {
			throw new ProtocolException(parent + name + " is out of range");
		}
	}

	/**
	 * Take the value, which must be {@code true} or {@code false}.
	 * @param name the value's name, for the error
	 * @return the value
	 * @throws ProtocolException if it is neither
	 */
	public boolean bool(String name) {
		JsonToken token = next();
		if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
			throw new ProtocolException(name + " must be true or false");
		}
		return token == JsonToken.VALUE_TRUE;
	}

	/**
	 * Take an array of strings.
	 * @param name what to call the member if it is something else
	 * @return the strings
	 * @throws ProtocolException if the value is not an array, or holds anything but
	 * strings
	 */
	public List<String> strings(String name) {
		if (next() != JsonToken.START_ARRAY) {
			throw new ProtocolException(name + " must be an array of strings");
		}
		List<String> strings = new ArrayList<>();
		JsonToken token;
		while ((token = next()) != JsonToken.END_ARRAY) {
			if (token != JsonToken.VALUE_STRING) {
				throw new ProtocolException(name + " must be an array of strings");
			}
			strings.add(text());
		}
		return strings;
	}

	/**
	 * Take an array without looking into its elements.
	 * @param name what to call the member if it is no array
	 * @return the elements
	 * @throws ProtocolException if the value is not an array
	 */
	public List<RawJson> elements(String name) {
		if (next() != JsonToken.START_ARRAY) {
			throw new ProtocolException(name + " must be an array");
		}
		List<RawJson> elements = new ArrayList<>();
		while (next() != JsonToken.END_ARRAY) {
			elements.add(current());
		}
		return elements;
	}

	/**
	 * Take any value without looking into it.
	 * @return the value as its own text
	 * @throws ProtocolException if the text is malformed
	 */
	public RawJson raw() {
		next();
		return current();
	}

	/**
	 * Pass over any value.
	 * @throws ProtocolException if the text is malformed
	 */
	public void skip() {
		next();
		skipChildren();
	}

	private void skipChildren() {
		try {
			this.parser.skipChildren();
		}
		catch (JacksonException ex) {
			throw malformed(ex);
		}
	}

	@Override
	public void close() {
		this.parser.close();
	}

	private RawJson current() {
		try {
			int from = (int) this.parser.currentTokenLocation().getByteOffset();
			this.parser.skipChildren();
			this.parser.finishToken();
			int to = (int) this.parser.currentLocation().getByteOffset();
			return RawJson.of(this.utf8, from, to);
		}
		catch (JacksonException ex) {
			throw malformed(ex);
		}
	}

	private String text() {
		try {
			return this.parser.getString();
		}
		catch (JacksonException ex) {
			throw malformed(ex);
		}
	}

	private @Nullable JsonToken next() {
		try {
			return this.parser.nextToken();
		}
		catch (JacksonException ex) {
			throw malformed(ex);
		}
	}

	private static ProtocolException malformed(JacksonException ex) {
		return new ProtocolException("not valid JSON", ex);
	}

}
