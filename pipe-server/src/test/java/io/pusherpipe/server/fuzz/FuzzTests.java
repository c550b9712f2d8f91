/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The short form of fuzzing: all that is in the corpus, and the same few thousand
 * variations of it each time. The corpus holds what is usual and all that was once taken
 * wrongly. CONTRIBUTING.md tells how to start the long form.
 */
class FuzzTests {

	@AfterAll
	static void leaveNothingBehind() {
		FuzzedEdge.get().close();
	}

	@Test
	void decodersThrowProtocolExceptionsAlone() throws Exception {
		run("Decoder", 20_000, DecoderFuzzer::fuzzerTestOneInput);
	}

	@Test
	void whatABrowserSendsIsItsOwnAffair() throws Exception {
		run("Socket", 2_000, SocketFuzzer::fuzzerTestOneInput);
		FuzzedEdge.get().checkBystander();
	}

	@Test
	void whatComesOverHttpIsItsOwnAffair() throws Exception {
		run("Http", 2_000, HttpFuzzer::fuzzerTestOneInput);
		FuzzedEdge.get().checkBystander();
	}

	@Test
	void whatABackendSendsIsAnswered() throws Exception {
		run("Pipe", 1_000, PipeFuzzer::fuzzerTestOneInput);
		FuzzedEdge.get().checkBystander();
	}

	@Test
	void whatAMemberSendsIsItsOwnAffair() throws Exception {
		run("Member", 1_000, MemberFuzzer::fuzzerTestOneInput);
		FuzzedEdge.get().checkBystander();
	}

	private static void run(String name, int variations, Target target) throws Exception {
		List<byte[]> corpus = corpus(name);
		for (byte[] input : corpus) {
			take(target, input);
		}
		Random random = new Random(name.hashCode());
		for (int i = 0; i < variations; i++) {
			take(target, vary(corpus, random));
		}
	}

	private static void take(Target target, byte[] input) throws Exception {
		try {
			target.take(input);
		}
		catch (IOException | RuntimeException | AssertionError ex) {
			throw new AssertionError("With the input " + HexFormat.of().formatHex(input), ex);
		}
	}

	private static List<byte[]> corpus(String name) throws IOException, URISyntaxException {
		Path directory = Path.of(FuzzTests.class.getResource("/fuzz/" + name).toURI());
		try (Stream<Path> files = Files.list(directory)) {
			return files.sorted().map(FuzzTests::read).toList();
		}
	}

	private static byte[] read(Path file) {
		try {
			return Files.readAllBytes(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// A few bytes changed, inserted, taken out, repeated, or taken from another input.
	private static byte[] vary(List<byte[]> corpus, Random random) {
		byte[] input = corpus.get(random.nextInt(corpus.size())).clone();
		for (int changes = 1 + random.nextInt(4); changes > 0 && input.length > 1; changes--) {
			int at = 1 + random.nextInt(input.length - 1);
			int length = 1 + random.nextInt(Math.min(16, input.length));
			int end = Math.min(input.length, at + length);
			byte[] other = corpus.get(random.nextInt(corpus.size()));
			int from = random.nextInt(Math.max(1, other.length));
			input = switch (random.nextInt(6)) {
				case 0 -> join(input, at, new byte[] { (byte) random.nextInt() }, Math.min(input.length, at + 1));
				case 1 -> join(input, at, new byte[] { (byte) random.nextInt() }, at);
				case 2 -> join(input, at, new byte[0], end);
				case 3 -> join(input, at, Arrays.copyOfRange(input, at, end), at);
				case 4 -> join(input, at, new byte[] { (byte) (input[at] ^ (1 << random.nextInt(8))) }, at + 1);
				default -> join(input, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + length)), end);
			};
		}
		return input;
	}

	private static byte[] join(byte[] input, int to, byte[] middle, int from) {
		byte[] joined = Arrays.copyOf(input, to + middle.length + input.length - from);
		System.arraycopy(middle, 0, joined, to, middle.length);
		System.arraycopy(input, from, joined, to + middle.length, input.length - from);
		return joined;
	}

	/**
	 * What takes inputs.
	 */
	private interface Target {

		void take(byte[] input) throws Exception;

	}

}
