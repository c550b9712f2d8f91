/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.util.Objects;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The data of an event.
 */
final class EventData {

	private final JsonNode json;

	private final JsonMapper jsonMapper;

	EventData(JsonNode json, JsonMapper jsonMapper) {
		this.json = json;
		this.jsonMapper = jsonMapper;
	}

	/**
	 * The data of a message to a browser. As pusher-js does: what is a string is JSON
	 * once more, or else a text.
	 * @param data the message's data
	 * @param jsonMapper converts it
	 * @return the data
	 */
	static EventData of(JsonNode data, JsonMapper jsonMapper) {
		if (data.isString()) {
			try {
				return new EventData(JsonMapper.shared().readTree(data.stringValue()), jsonMapper);
			}
			catch (JacksonException ex) {
				return new EventData(data, jsonMapper);
			}
		}
		return new EventData(data.isMissingNode() ? JsonMapper.shared().nullNode() : data, jsonMapper);
	}

	JsonNode json() {
		return this.json;
	}

	<T> T as(String what, Class<T> type) {
		return convert(what, type.getName(), () -> this.jsonMapper.treeToValue(this.json, type));
	}

	<T> T as(String what, TypeReference<T> type) {
		return convert(what, type.getType().getTypeName(), () -> this.jsonMapper.treeToValue(this.json, type));
	}

	private <T> T convert(String what, String type, Supplier<@Nullable T> conversion) {
		T value;
		try {
			value = conversion.get();
		}
		catch (JacksonException ex) {
			throw new AssertionError(
					"The data of " + what + " is no " + type + " but " + this.json + ": " + ex.getOriginalMessage(),
					ex);
		}
		if (value == null) {
			throw new AssertionError("The data of " + what + " is null, and no " + type);
		}
		return value;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof EventData that && this.json.equals(that.json);
	}

	@Override
	public int hashCode() {
		return Objects.hashCode(this.json);
	}

	@Override
	public String toString() {
		return this.json.toString();
	}

}
