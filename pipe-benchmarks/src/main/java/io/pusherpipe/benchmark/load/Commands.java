/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Does what lines say, one after the other.
 */
final class Commands {

	private Commands() {
	}

	static void run(BufferedReader in, PrintStream out, Command command) throws IOException {
		for (String line = in.readLine(); line != null; line = in.readLine()) {
			out.println(answer(line, command));
			out.flush();
		}
	}

	private static String answer(String line, Command command) {
		String mode = line.trim().split(" ", 2)[0];
		try {
			return "ok " + command.run(mode, Settings.parse(line));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "error interrupted";
		}
		catch (RuntimeException ex) {
			ex.printStackTrace();
			return "error " + String.valueOf(ex.getMessage()).replace('\n', ' ');
		}
	}

	/**
	 * What a line stands for.
	 */
	interface Command {

		Settings run(String mode, Settings settings) throws InterruptedException;

	}

}
