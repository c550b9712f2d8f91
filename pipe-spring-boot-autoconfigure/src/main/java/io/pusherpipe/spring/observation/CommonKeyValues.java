/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.observation;

import java.util.concurrent.CompletionException;

import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Key values that both kinds of Observations have.
 */
final class CommonKeyValues {

	static final String SYSTEM = "pusher_pipe";

	private static final int MAX_LENGTH = 200;

	private CommonKeyValues() {
	}

	static KeyValue optional(KeyName name, @Nullable String value) {
		if (value == null) {
			return name.withValue(KeyValue.NONE_VALUE);
		}
		return name.withValue((value.length() > MAX_LENGTH) ? value.substring(0, MAX_LENGTH) : value);
	}

	static KeyValue outcome(KeyName name, Observation.Context context) {
		return name.withValue((context.getError() != null) ? "ERROR" : "SUCCESS");
	}

	static KeyValue exception(KeyName name, Observation.Context context) {
		Throwable error = context.getError();
		if (error instanceof CompletionException && error.getCause() != null) {
			error = error.getCause();
		}
		if (error == null) {
			return name.withValue(KeyValue.NONE_VALUE);
		}
		String simpleName = error.getClass().getSimpleName();
		return name.withValue(simpleName.isEmpty() ? error.getClass().getName() : simpleName);
	}

}
