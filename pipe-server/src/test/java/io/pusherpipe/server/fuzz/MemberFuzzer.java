/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.RawWebSocket;

/**
 * Sends a Pipe of protocol 1.0 what a backend might send: one text per line of the input.
 * All that comes back can be read, and nobody else notices.
 */
public final class MemberFuzzer {

	private MemberFuzzer() {
	}

	/**
	 * Jazzer calls this first, so that starting the edge takes none of the first input's
	 * time.
	 */
	public static void fuzzerInitialize() {
		FuzzedEdge.get();
	}

	/**
	 * Jazzer calls this.
	 */
	public static void fuzzerTestOneInput(byte[] input) throws IOException {
		boolean greeted = false;
		try (Offender offender = new Offender(FuzzedEdge.get().port())) {
			offender.upgrade(Backend.target("&protocol_version=1.0"), "");
			int from = 0;
			for (int i = 0; i <= input.length; i++) {
				if (i == input.length || input[i] == '\n') {
					offender.send(RawWebSocket.encode(true, RawWebSocket.TEXT, Arrays.copyOfRange(input, from, i)));
					from = i + 1;
				}
			}
			offender.sendClose();
			for (String text = offender.frame(); text != null; text = offender.frame()) {
				if (!text.isEmpty()) {
					Pipe10Codec.INSTANCE.decodeFromEdge(text.getBytes(StandardCharsets.UTF_8));
					greeted = true;
				}
			}
		}
		FuzzedEdge.get().check();
		if (!greeted) {
			throw new AssertionError("The edge did not greet");
		}
	}

}
