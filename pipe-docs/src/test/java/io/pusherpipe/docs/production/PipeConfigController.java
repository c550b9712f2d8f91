/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.production;

import java.util.Map;

import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

// tag::page-configuration[]
@RestController
class PipeConfigController {

	private final PipeConnectionDetails edge;

	PipeConfigController(PipeConnectionDetails edge) {
		this.edge = edge;
	}

	@GetMapping("/pipe-config")
	Map<String, Object> config() {
		return Map.of("key", this.edge.getKey(), "port", this.edge.getUrl().getPort());
	}

}
// end::page-configuration[]
