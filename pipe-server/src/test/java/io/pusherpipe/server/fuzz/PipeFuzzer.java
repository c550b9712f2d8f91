/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.pusherpipe.protocol.pipe.Pipe02Codec;
import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.RawWebSocket;

/**
 * What a backend may send over its Pipe: requests, one a line.
 */
public final class PipeFuzzer {

	private PipeFuzzer() {
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
		int requests = 0;
		int replies = -1;
		int others = 0;
		// What is no text at all closes the Pipe.
		boolean wellFormed = isUtf8(input);
		try (Offender offender = new Offender(FuzzedEdge.get().port())) {
			offender.upgrade(Backend.target("&protocol_version=0.2"), "");
			int from = 0;
			for (int i = 0; i <= input.length; i++) {
				if (i == input.length || input[i] == '\n') {
					offender.send(RawWebSocket.encode(true, RawWebSocket.TEXT, Arrays.copyOfRange(input, from, i)));
					requests++;
					from = i + 1;
				}
			}
			offender.sendClose();
			for (String text = offender.frame(); text != null; text = offender.frame()) {
				if (text.isEmpty()) {
					others++;
				}
				else {
					Pipe02Codec.INSTANCE.decodeAnswer(text.getBytes(StandardCharsets.UTF_8));
					replies++;
				}
			}
		}
		FuzzedEdge.get().check();
		if (others == 0 || (wellFormed && replies < requests)) {
			throw new AssertionError(requests + " requests but " + replies + " replies");
		}
	}

	private static boolean isUtf8(byte[] input) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
