/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.Pipe02Codec;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.protocol.pusher.PusherMessage;
import io.pusherpipe.protocol.pusher.SigninRequest;
import io.pusherpipe.protocol.pusher.SubscribeRequest;
import io.pusherpipe.protocol.pusher.UserData;

/**
 * Any text to any of the decoders, which may throw {@link ProtocolException} and nothing
 * else. The first byte tells which decoder.
 */
public final class DecoderFuzzer {

	private DecoderFuzzer() {
	}

	/**
	 * Jazzer calls this.
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		if (input.length == 0) {
			return;
		}
		byte[] text = Arrays.copyOfRange(input, 1, input.length);
		try {
			decode(input[0] & 0x0F, text);
		}
		catch (ProtocolException ex) {
			// as it should be
		}
	}

	private static void decode(int decoder, byte[] text) {
		switch (decoder) {
			case 0 -> PusherMessage.read(text);
			case 1 -> SubscribeRequest.read(PusherMessage.read(text).data());
			case 2 -> SigninRequest.read(PusherMessage.read(text).data());
			case 3 -> PresenceMember.read(new String(text, StandardCharsets.UTF_8));
			case 4 -> UserData.read(new String(text, StandardCharsets.UTF_8));
			case 5 -> decodeRequest(text);
			case 6 -> Pipe02Codec.INSTANCE.decodeAnswer(text);
			case 7 -> JsonReader.strings(text);
			case 8 -> SubscribeRequest.read(RawJson.of(text));
			case 9 -> SigninRequest.read(RawJson.of(text));
			case 10 -> readAll(text);
			case 11 -> Pipe10Codec.INSTANCE.decodeFromBackend(text);
			case 12 -> Pipe10Codec.INSTANCE.decodeFromEdge(text);
			default -> JsonReader.data(RawJson.of(text)).close();
		}
	}

	// What can be read can be written and read again.
	private static void decodeRequest(byte[] text) {
		PipeRequest request = Pipe02Codec.INSTANCE.decodeRequest(text);
		if (!(request.command() instanceof PipeRequest.Malformed)) {
			PipeRequest again = Pipe02Codec.INSTANCE.decodeRequest(Pipe02Codec.INSTANCE.encode(request));
			if (again.command().getClass() != request.command().getClass()) {
				throw new AssertionError(request + " became " + again);
			}
		}
	}

	private static void readAll(byte[] text) {
		int member = 0;
		try (JsonReader in = JsonReader.object(text)) {
			for (String name = in.nextName(); name != null; name = in.nextName()) {
				switch (member++ % 7) {
					case 0 -> in.raw();
					case 1 -> in.elements(name);
					case 2 -> in.integer(name);
					case 3 -> in.strings(name);
					case 4 -> in.stringOrNumber(name);
					case 5 -> in.nullableString(name);
					default -> in.skip();
				}
			}
		}
	}

}
