/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import org.springframework.boot.WebApplicationType;

/**
 * Health and {@code /actuator/pipe} with Spring WebFlux.
 */
class WebFluxEndpointIntegrationTests extends AbstractEndpointTests {

	WebFluxEndpointIntegrationTests() {
		super(WebApplicationType.REACTIVE);
	}

}
