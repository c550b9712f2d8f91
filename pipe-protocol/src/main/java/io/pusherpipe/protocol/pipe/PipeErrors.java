/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;

/**
 * Errors as they are on the wire, in every version.
 */
final class PipeErrors {

	private PipeErrors() {
	}

	static JsonWriter write(PipeError error, JsonWriter out) {
		return out.begin("error").number("code", error.code()).string("message", error.message()).end();
	}

	static PipeError decode(RawJson error) {
		int code = 0;
		String message = "";
		try (JsonReader in = JsonReader.object(error)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "code" -> code = in.integer("error.code");
					case "message" -> message = in.string("error.message");
					default -> in.skip();
				}
			}
		}
		return new PipeError(code, message);
	}

}
