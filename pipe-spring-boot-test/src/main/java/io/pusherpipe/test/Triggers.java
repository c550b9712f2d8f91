/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.util.List;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.test.TriggeredEvent.Kind;
import io.pusherpipe.test.TriggeredEvent.Target;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * From what backends ask of the edge to what tests see of it.
 */
final class Triggers {

	private Triggers() {
	}

	/**
	 * The events that a request triggers.
	 * @param command the request
	 * @param jsonMapper converts their data
	 * @return one for each target; none if it triggers nothing
	 */
	static List<TriggeredEvent> of(PipeRequest.Command command, JsonMapper jsonMapper) {
		if (command instanceof PipeRequest.Trigger trigger) {
			return targets(trigger.target()).stream()
				.map((target) -> new TriggeredEvent(target, trigger.exceptSocketId(), trigger.event(),
						data(trigger.data(), jsonMapper)))
				.toList();
		}
		// protocol 0.2
		if (command instanceof PipeRequest.SendToSocket send) {
			return List.of(new TriggeredEvent(new Target(Kind.SOCKET, send.socketId()), null, send.event(),
					data(send.data(), jsonMapper)));
		}
		if (command instanceof PipeRequest.SendToChannel send) {
			return List.of(new TriggeredEvent(new Target(Kind.CHANNEL, send.channel()), send.exceptSocketId(),
					send.event(), data(send.data(), jsonMapper)));
		}
		return List.of();
	}

	private static List<Target> targets(PipeRequest.Target target) {
		if (target instanceof PipeRequest.Target.Socket socket) {
			return List.of(new Target(Kind.SOCKET, socket.id()));
		}
		if (target instanceof PipeRequest.Target.User user) {
			return List.of(new Target(Kind.USER, user.id()));
		}
		return ((PipeRequest.Target.Channels) target).names()
			.stream()
			.map((name) -> new Target(Kind.CHANNEL, name))
			.toList();
	}

	private static EventData data(@Nullable RawJson data, JsonMapper jsonMapper) {
		JsonMapper shared = JsonMapper.shared();
		return new EventData((data != null) ? shared.readTree(data.toByteArray()) : shared.nullNode(), jsonMapper);
	}

}
