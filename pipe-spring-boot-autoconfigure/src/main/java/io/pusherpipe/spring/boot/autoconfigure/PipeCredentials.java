/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

import io.pusherpipe.spring.boot.autoconfigure.PipeServerProperties.Application;
import org.jspecify.annotations.Nullable;

/**
 * Which application the Pipe is at an embedded edge.
 *
 * @param appId the application's id
 * @param key the application's key
 * @param secret the application's secret
 */
record PipeCredentials(String appId, String key, String secret) {

	private static final SecureRandom RANDOM = new SecureRandom();

	/**
	 * Find out which application the Pipe is: what {@code pusher.pipe} says, then what
	 * the edge's application has, then at random.
	 * @param pipe the Pipe's properties
	 * @param server the edge's properties
	 * @param memory what was random before
	 * @return the credentials
	 */
	static PipeCredentials of(PipeProperties pipe, PipeServerProperties server, RestartMemory memory) {
		Application application = application(pipe.appId(), server.apps());
		if (application == null) {
			return new PipeCredentials(
					or(pipe.appId(), memory.keep("app-id", () -> String.valueOf(100_000 + RANDOM.nextInt(900_000)))),
					or(pipe.key(), memory.keep("key", PipeCredentials::random)),
					or(pipe.secret(), memory.keep("secret", PipeCredentials::random)));
		}
		return new PipeCredentials(or(application.id(), ""), or(pipe.key(), or(application.key(), "")),
				or(pipe.secret(), or(application.secret(), "")));
	}

	private static @Nullable Application application(@Nullable String appId, List<Application> applications) {
		if (applications.isEmpty()) {
			return null;
		}
		if (appId == null) {
			return applications.get(0);
		}
		return applications.stream()
			.filter((application) -> appId.equals(application.id()))
			.findFirst()
			.orElseThrow(() -> new PipeConfigurationException(
					"The embedded edge has no app " + appId + ", which pusher.pipe.app-id names.",
					"Set pusher.pipe.app-id to the id of one of pusher.pipe.server.apps, or leave it out for the first."));
	}

	private static String or(@Nullable String first, String second) {
		return (first != null && !first.isEmpty()) ? first : second;
	}

	private static String random() {
		byte[] bytes = new byte[10];
		RANDOM.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	@Override
	public String toString() {
		return "app " + this.appId;
	}

}
