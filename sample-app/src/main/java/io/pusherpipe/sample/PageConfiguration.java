/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import java.net.URI;
import java.util.List;

import io.pusherpipe.spring.boot.autoconfigure.PipeConnectionDetails;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the pages where the edge is, as a script that sets {@code pipeConfig}: the key,
 * and the options for pusher-js. The secret stays here.
 */
@RestController
class PageConfiguration {

	private static final MediaType JAVASCRIPT = MediaType.valueOf("text/javascript;charset=UTF-8");

	private final PipeConnectionDetails pipe;

	private final JsonMapper jsonMapper;

	PageConfiguration(PipeConnectionDetails pipe, JsonMapper jsonMapper) {
		this.pipe = pipe;
		this.jsonMapper = jsonMapper;
	}

	@GetMapping("/pipe-config.js")
	ResponseEntity<String> script() {
		URI url = this.pipe.getUrl();
		Config config = new Config(this.pipe.getKey(), Options.of(url));
		String script = "const pipeConfig = " + this.jsonMapper.writeValueAsString(config) + ";\n";
		if (isHere(url)) {
			// under whatever name the page was opened, from another machine too
			script += "pipeConfig.options.wsHost = location.hostname;\n";
		}
		return ResponseEntity.ok().contentType(JAVASCRIPT).cacheControl(CacheControl.noStore()).body(script);
	}

	private static boolean isHere(URI url) {
		String host = url.getHost();
		return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
	}

	private record Config(String key, Options options) {

	}

	// by the names that pusher-js has for them
	private record Options(String cluster, String wsHost, int wsPort, int wssPort, String wsPath, boolean forceTLS,
			List<String> enabledTransports) {

		static Options of(URI url) {
			boolean tls = "wss".equals(url.getScheme());
			int port = (url.getPort() != -1) ? url.getPort() : (tls ? 443 : 80);
			return new Options("none", url.getHost(), port, port, url.getPath(), tls, List.of("ws", "wss"));
		}

	}

}
