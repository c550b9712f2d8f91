/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.webhooks;

import java.util.Map;

import io.pusherpipe.spring.annotation.OnMemberAdded;
import io.pusherpipe.spring.annotation.UserId;
import io.pusherpipe.spring.core.PipeTemplate;

import org.springframework.stereotype.Component;

// tag::pipe-handlers[]
@Component
class Arrivals {

	private final PipeTemplate pipe;

	Arrivals(PipeTemplate pipe) {
		this.pipe = pipe;
	}

	@OnMemberAdded
	void arrived(@UserId String user) {
		this.pipe.channel("lobby").trigger("arrived", Map.of("user", user));
	}

}
// end::pipe-handlers[]
