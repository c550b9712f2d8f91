/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to do about an {@link UnsupportedSpringBootException}, on any generation of
 * Spring Boot.
 */
final class UnsupportedSpringBootFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedSpringBootException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedSpringBootException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), """
				Upgrade to Spring Boot 4.1 or newer. If the build names it already, something else in it (a parent, a \
				BOM, a dependency with a fixed version) brings the older one: look for it with mvn dependency:tree \
				or gradle dependencies. To start without the Pipe, remove pipe-spring-boot-starter.""", cause);
	}

}
