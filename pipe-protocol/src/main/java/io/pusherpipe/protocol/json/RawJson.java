/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JSON value as its own text: carried from one side to the other byte for byte, without
 * being parsed. It is immutable, and its text is known to be one well-formed JSON value
 * only as far as its maker knew.
 */
public final class RawJson {

	/** The value {@code null}. */
	public static final RawJson NULL = RawJson.of("null");

	/** The empty object. */
	public static final RawJson EMPTY_OBJECT = RawJson.of("{}");

	private final byte[] utf8;

	private RawJson(byte[] utf8) {
		this.utf8 = utf8;
	}

	/**
	 * The value with this text.
	 * @param json one JSON value
	 * @return the value
	 */
	public static RawJson of(String json) {
		return new RawJson(json.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The value with this text.
	 * @param utf8 one JSON value in UTF-8; copied
	 * @return the value
	 */
	public static RawJson of(byte[] utf8) {
		return new RawJson(utf8.clone());
	}

	static RawJson of(byte[] utf8, int from, int to) {
		// What most replies say.
		if (to - from == 2 && utf8[from] == '{') {
			return EMPTY_OBJECT;
		}
		return new RawJson(Arrays.copyOfRange(utf8, from, to));
	}

	/**
	 * The value with this text.
	 * @param utf8 one JSON value in UTF-8; not copied, so that nobody may change it any
	 * more
	 * @return the value
	 */
	public static RawJson wrap(byte[] utf8) {
		return new RawJson(utf8);
	}

	/**
	 * Whether the value is a JSON string.
	 * @return {@code true} if its text begins with a quotation mark
	 */
	public boolean isString() {
		return this.utf8.length > 0 && this.utf8[0] == '"';
	}

	/**
	 * Whether the value is {@code null}.
	 * @return {@code true} for the text {@code null}
	 */
	public boolean isNull() {
		return this.utf8.length == 4 && this.utf8[0] == 'n';
	}

	/**
	 * The JSON string that holds this value's text.
	 * @return the value encoded once more
	 */
	public RawJson encoded() {
		return JsonWriter.encode(this);
	}

	/**
	 * The length of the text.
	 * @return the length in bytes of UTF-8
	 */
	public int length() {
		return this.utf8.length;
	}

	/**
	 * The text in UTF-8.
	 * @return a copy of the bytes
	 */
	public byte[] toByteArray() {
		return this.utf8.clone();
	}

	byte[] bytes() {
		return this.utf8;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RawJson that && Arrays.equals(this.utf8, that.utf8);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.utf8);
	}

	/**
	 * The text itself.
	 * @return the JSON text
	 */
	@Override
	public String toString() {
		return new String(this.utf8, StandardCharsets.UTF_8);
	}

}
