/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * An HTTP response to a request for an authorization.
 *
 * @param status the status, exactly 200 for success: pusher-js takes nothing else
 * @param contentType the type of the body
 * @param text the body
 */
record Answer(HttpStatus status, MediaType contentType, String text) {

	private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	static Answer bad(BadAuthorizationRequestException reason) {
		return new Answer(HttpStatus.BAD_REQUEST, TEXT, reason.getMessage() + "\n");
	}

	static Answer of(@Nullable RawJson authorization, @Nullable String callback) {
		if (authorization == null) {
			return new Answer(HttpStatus.FORBIDDEN, TEXT, "Not authorized\n");
		}
		String json = authorization.toString();
		return (callback != null) ? script(callback, json)
				: new Answer(HttpStatus.OK, MediaType.APPLICATION_JSON, json);
	}

	// The comment keeps the response from beginning with characters that the requester
	// chose. The two separators end a line, and a string with it, in older scripts.
	private static Answer script(String callback, String json) {
		return new Answer(HttpStatus.OK, SCRIPT,
				"/**/" + callback + "(" + json.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + ");");
	}

	/**
	 * The headers beside status and type.
	 * @return what adds them
	 */
	Consumer<HttpHeaders> headers() {
		return (headers) -> {
			headers.setContentType(this.contentType);
			headers.setCacheControl(CacheControl.noStore());
			headers.set("X-Content-Type-Options", "nosniff");
		};
	}

	byte[] body() {
		return this.text.getBytes(StandardCharsets.UTF_8);
	}

}
