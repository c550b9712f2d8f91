/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * What the edge answered to a subscription.
 *
 * @param created whether it did not know the group
 * @param log which log it keeps for the group, or {@code null} if it does not tell
 */
record Joined(boolean created, @Nullable String log) {

	/** Of protocols without groups. */
	static final Joined NOTHING = new Joined(false, null);

	static Joined read(@Nullable RawJson result) {
		boolean created = false;
		String log = null;
		if (result != null) {
			try (JsonReader in = JsonReader.object(result)) {
				for (String name = in.nextName(); name != null; name = in.nextName()) {
					switch (name) {
						case "created" -> created = in.bool("created");
						case "log" -> log = in.string("log");
						default -> in.skip();
					}
				}
			}
		}
		return new Joined(created, log);
	}

	/**
	 * Whether the edge has forgotten what it kept for the group. Of all members that
	 * return only the first one is told that the group is new.
	 * @param before what it answered before
	 * @return {@code true} if it has
	 */
	boolean isForgottenSince(Joined before) {
		return (this.log != null && before.log != null) ? !this.log.equals(before.log) : this.created;
	}

}
