/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.triggering;

import java.util.concurrent.CompletableFuture;

import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.core.PipeTemplate;

import org.springframework.stereotype.Component;

@Component
class Tables {

	private final PipeTemplate pipe;

	Tables(PipeTemplate pipe) {
		this.pipe = pipe;
	}

	// tag::asking[]
	@OnSocketEvent("sit-down")
	CompletableFuture<Boolean> sitDown(@SocketId String socket, String table) {
		String channel = "table-" + table;
		return this.pipe.channel(channel).info().thenCompose((info) -> {
			if (info.subscriptionCount() >= 4) {
				return CompletableFuture.completedFuture(false);
			}
			return this.pipe.socket(socket).subscribe(channel).thenApply((nothing) -> true);
		});
	}
	// end::asking[]

}
