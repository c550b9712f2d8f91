/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.protocol.json.JsonReader;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.jspecify.annotations.Nullable;

/**
 * What one browser's socket may send. The first byte tells how the rest is meant: as
 * messages, one a line; as a frame's bytes; as frames that are properly masked; or as
 * frames on a connection with compression. A line {@code S channel data} is a
 * subscription and {@code U data} a sign-in, both rightly signed.
 */
public final class SocketFuzzer {

	private static final String TARGET = "/app/" + TestApps.KEY + "?protocol=7&client=js&version=8.6.0";

	private static final Pattern SOCKET_ID = Pattern.compile("socket_id\\\\\":\\\\\"([0-9]+\\.[0-9]+)");

	private static final Secret SECRET = Secret.of(TestApps.SECRET);

	private SocketFuzzer() {
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
		if (input.length == 0) {
			return;
		}
		int mode = input[0] & 3;
		byte[] rest = Arrays.copyOfRange(input, 1, input.length);
		try (Offender offender = new Offender(FuzzedEdge.get().port())) {
			offender.upgrade(TARGET, (mode == 3) ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "");
			String established = offender.frame();
			switch (mode) {
				case 0 -> messages(offender, id(established), rest);
				case 1 -> offender.send(rest);
				default -> offender.send(frames(rest));
			}
			offender.sendEnd();
			for (String text = offender.frame(); text != null; text = offender.frame()) {
				if (mode != 3 && !text.isEmpty()) {
					JsonReader.object(text.getBytes(StandardCharsets.UTF_8)).close();
				}
			}
		}
		FuzzedEdge.get().check();
	}

	private static String id(@Nullable String established) {
		Matcher matcher = SOCKET_ID.matcher((established != null) ? established : "");
		if (!matcher.find()) {
			throw new AssertionError("Not established: " + established);
		}
		return matcher.group(1);
	}

	private static void messages(Offender offender, String id, byte[] input) throws IOException {
		int from = 0;
		for (int i = 0; i <= input.length; i++) {
			if (i == input.length || input[i] == '\n') {
				offender.send(
						RawWebSocket.encode(true, RawWebSocket.TEXT, message(id, Arrays.copyOfRange(input, from, i))));
				from = i + 1;
			}
		}
		offender.sendClose();
	}

	private static byte[] message(String id, byte[] line) {
		if (line.length < 2 || line[1] != ' ') {
			return line;
		}
		String[] words = new String(line, StandardCharsets.UTF_8).split(" ", 3);
		return switch (line[0]) {
			case 'S' -> subscribe(id, words[1], (words.length > 2) ? words[2] : null);
			case 'U' -> signIn(id, new String(line, 2, line.length - 2, StandardCharsets.UTF_8));
			default -> line;
		};
	}

	private static byte[] subscribe(String id, String channel, @Nullable String channelData) {
		String auth = ChannelSignature.authorize(TestApps.KEY, SECRET, id, channel, channelData);
		String message = "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":" + quote(channel) + ",\"auth\":\""
				+ auth + "\"" + ((channelData != null) ? ",\"channel_data\":" + quote(channelData) : "") + "}}";
		return message.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] signIn(String id, String userData) {
		String auth = UserSignature.authorize(TestApps.KEY, SECRET, id, userData);
		String message = "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"" + auth + "\",\"user_data\":"
				+ quote(userData) + "}}";
		return message.getBytes(StandardCharsets.UTF_8);
	}

	static String quote(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < ' ' || c == '"' || c == '\\') {
				quoted.append(String.format("\\u%04x", (int) c));
			}
			else {
				quoted.append(c);
			}
		}
		return quoted.append('"').toString();
	}

	// One frame after the other: first byte, length, payload.
	private static byte[] frames(byte[] input) {
		ByteArrayOutputStream frames = new ByteArrayOutputStream();
		int from = 0;
		while (from + 1 < input.length) {
			int to = Math.min(input.length, from + 2 + (input[from + 1] & 0xFF));
			byte[] frame = RawWebSocket.encode(false, 0, Arrays.copyOfRange(input, from + 2, to));
			frame[0] = input[from];
			frames.writeBytes(frame);
			from = to;
		}
		return frames.toByteArray();
	}

}
