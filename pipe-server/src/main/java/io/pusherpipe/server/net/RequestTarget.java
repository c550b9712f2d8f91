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
 * the edge is mounted. To be used by one thread at a time.
 */
public final class RequestTarget {

	private final String rawPath;

	private final String rawQuery;

	// several endpoints look at every request, and decoding is done once for all
	private @Nullable Map<String, List<String>> parameters;

	RequestTarget(String rawPath, String rawQuery) {
		this.rawPath = rawPath;
		this.rawQuery = rawQuery;
	}

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
	 * The path.
	 * @return the path as sent
	 */
	public String rawPath() {
		return this.rawPath;
	}

	/**
	 * The query.
	 * @return the query as sent, empty where there is none
	 */
	public String rawQuery() {
		return this.rawQuery;
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
		if (this.parameters == null) {
			this.parameters = decode(this.rawQuery);
		}
		List<String> values = this.parameters.get(name);
		return (values != null) ? values.get(0) : null;
	}

	private static Map<String, List<String>> decode(String query) {
		try {
			return new QueryStringDecoder(query, false).parameters();
		}
		catch (IllegalArgumentException ex) {
			return Map.of();
		}
	}

}
