/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/**
 * What a request is for: path and query as they were sent, without the prefix under which
 * the edge is mounted.
 *
 * @param rawPath the path as sent
 * @param rawQuery the query as sent, empty where there is none
 */
public record RequestTarget(String rawPath, String rawQuery) {

	/**
	 * Parse a request's URI.
	 * @param uri the URI as sent
	 * @param pathPrefix the prefix to take off, empty for none
	 * @return the target, or {@code null} if the path does not begin with the prefix
	 */
	static @Nullable RequestTarget parse(String uri, String pathPrefix) {
		int question = uri.indexOf('?');
		String path = (question >= 0) ? uri.substring(0, question) : uri;
		if (!path.startsWith(pathPrefix)) {
			return null;
		}
		return new RequestTarget(path.substring(pathPrefix.length()),
				(question >= 0) ? uri.substring(question + 1) : "");
	}

	/**
	 * What follows a prefix of the path.
	 * @param prefix the prefix
	 * @return the rest of the path, or {@code null} if it does not begin so
	 */
	public @Nullable String pathAfter(String prefix) {
		return this.rawPath.startsWith(prefix) ? this.rawPath.substring(prefix.length()) : null;
	}

	/**
	 * The first value of a query parameter.
	 * @param name the parameter's name
	 * @return the decoded value, or {@code null} if there is none, or the query cannot be
	 * decoded
	 */
	public @Nullable String parameter(String name) {
		try {
			Map<String, List<String>> parameters = new QueryStringDecoder(this.rawQuery, false).parameters();
			List<String> values = parameters.get(name);
			return (values != null) ? values.get(0) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
