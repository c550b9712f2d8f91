/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample;

import java.util.Map;

import io.pusherpipe.spring.boot.test.PipeTest;
import io.pusherpipe.spring.boot.test.PipeTester;
import io.pusherpipe.test.PipeTestSocket;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Quickstart}: a browser says something, and is answered.
 */
@PipeTest(Quickstart.class)
class QuickstartTests {

	@Autowired
	private PipeTester pipe;

	@Test
	void eventFromBrowserIsAcknowledged() {
		PipeTestSocket browser = this.pipe.connect();
		browser.trigger("eventFromBrowser", Map.of("some", "data"));
		assertThat(browser.await("acknowledge").data().path("message").asString()).isEqualTo("Roger");
	}

}
