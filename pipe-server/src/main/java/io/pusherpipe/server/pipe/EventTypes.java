/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeEventType;

/**
 * Reads the names of event types.
 */
final class EventTypes {

	private EventTypes() {
	}

	/**
	 * The types with these names.
	 * @param names the names
	 * @return the types
	 * @throws RequestException if there is no type with one of the names
	 */
	static Set<PipeEventType> of(List<String> names) throws RequestException {
		Set<PipeEventType> types = EnumSet.noneOf(PipeEventType.class);
		for (String name : names) {
			types.add(PipeEventType.of(name)
				.orElseThrow(() -> new RequestException(PipeError.BAD_EVENT_NAME,
						"Unknown event type '" + name + "', the event types are "
								+ Arrays.stream(PipeEventType.values())
									.map(PipeEventType::wireName)
									.collect(Collectors.joining(", ")))));
		}
		return types;
	}

}
