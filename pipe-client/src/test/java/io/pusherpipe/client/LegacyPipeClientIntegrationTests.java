/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

/**
 * The same with protocol 0.2.
 */
class LegacyPipeClientIntegrationTests extends PipeClientIntegrationTests {

	@Override
	PipeProtocol protocol() {
		return PipeProtocol.V0_2;
	}

}
