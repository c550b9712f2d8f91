/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.pusherpipe.benchmark.load.Settings;
import io.pusherpipe.benchmark.os.ChildProcess;

/**
 * An edge, which is the program that users start.
 *
 * @param process its process
 * @param port where it listens
 */
record Edge(ChildProcess process, int port) {

	/**
	 * Start one.
	 * @param launcher starts its process
	 * @param name what to call it
	 * @param processors which processors it may use
	 * @param jvm arguments of its JVM
	 * @param properties more of its properties; it has no port for operators unless
	 * {@code server.port} is among them
	 * @return the edge, which listens
	 * @throws InterruptedException if this thread is interrupted
	 */
	static Edge start(Launcher launcher, String name, String processors, List<String> jvm, String... properties)
			throws InterruptedException {
		int port = ChildProcess.freePort();
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvm);
		command.addAll(program());
		command.addAll(List.of("--pusher.pipe.server.port=" + port, "--pusher.pipe.server.address=127.0.0.1",
				"--pusher.pipe.server.apps[0].id=1", "--pusher.pipe.server.apps[0].key=key",
				"--pusher.pipe.server.apps[0].secret=secret"));
		command.addAll(List.of(properties));
		if (Stream.of(properties).noneMatch((property) -> property.startsWith("--server.port="))) {
			command.add("--spring.main.web-application-type=none");
		}
		ChildProcess process = launcher.launch(name, processors, Map.of(), command);
		process.awaitPort(port);
		return new Edge(process, port);
	}

	// Its classes where it has not been packaged.
	private static List<String> program() {
		return Stream.of(System.getProperty("java.class.path").split(":", -1))
			.filter((entry) -> entry.matches(".*/pipe-server-app-[^/]*\\.jar"))
			.findFirst()
			.map((jar) -> List.of("-jar", jar))
			.orElseGet(() -> List.of("-cp", System.getProperty("java.class.path"),
					"io.pusherpipe.server.boot.PipeServerApplication"));
	}

	Settings settings() {
		return Settings
			.parse("app=1 key=key secret=secret heap=true port=" + this.port + " pids=server:" + this.process.pid());
	}

}
