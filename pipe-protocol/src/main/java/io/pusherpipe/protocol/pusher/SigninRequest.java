/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pusher;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code pusher:signin} (Pusher protocol 7, user authentication).
 *
 * @param auth the authorization, {@code key:signature}
 * @param userData the text that was signed
 */
public record SigninRequest(String auth, String userData) {

	/**
	 * Read the data of a request, which is an object, or a string that holds one.
	 * @param data the data, or {@code null} where there was none
	 * @return the request
	 * @throws ProtocolException if it is not an object with {@code auth} and
	 * {@code user_data}
	 */
	public static SigninRequest read(@Nullable RawJson data) {
		String auth = null;
		String userData = null;
		try (JsonReader in = JsonReader.data(data)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (name) {
					case "auth" -> auth = in.string("data.auth");
					case "user_data" -> userData = in.string("data.user_data");
					default -> in.skip();
				}
			}
		}
		if (auth == null || userData == null) {
			throw new ProtocolException("data.auth and data.user_data are needed");
		}
		return new SigninRequest(auth, userData);
	}

}
