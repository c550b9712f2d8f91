/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.triggering;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientChannel;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;

@Component
class Reactive {

	private final PipeClient client;

	Reactive(PipeClient client) {
		this.client = client;
	}

	// tag::reactive[]
	Mono<Void> announce(String presenceChannel, Object message) {
		PipeClientChannel channel = this.client.channel(presenceChannel);
		return channel.users()
			.count()
			.filter((users) -> users > 0)
			.flatMap((users) -> channel.trigger("announced", message));
	}
	// end::reactive[]

}
