/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.pusherpipe.benchmark.backend.BackendApplication;
import io.pusherpipe.benchmark.load.LoadMain;
import io.pusherpipe.benchmark.load.Settings;
import io.pusherpipe.benchmark.load.TriggerMain;
import io.pusherpipe.benchmark.os.ChildProcess;
import io.pusherpipe.benchmark.peer.NettyPeer;
import io.pusherpipe.benchmark.peer.NodePeer;
import io.pusherpipe.benchmark.peer.StompPeer;
import io.pusherpipe.benchmark.peer.WebFluxPeer;

/**
 * Starts whoever is measured, each as a process of its own, and ends them all.
 */
final class Participants implements AutoCloseable {

	private static final String PROCESSOR = "0";

	private static final String FLOOR_SOURCE = "/floor.c";

	private final Path directory;

	private final List<String> edgeJvm;

	private final Deque<Runnable> started = new ArrayDeque<>();

	private final Map<String, Optional<Participant>> participants = new LinkedHashMap<>();

	private final List<String> remarks = new ArrayList<>();

	private final LoadProcess load;

	private final int edgePort = ChildProcess.freePort();

	private long edgePid;

	Participants(Path directory, List<String> edgeJvm) {
		this.directory = directory;
		this.edgeJvm = edgeJvm;
		this.load = LoadProcess.start(LoadMain.class, directory);
		this.started.push(this.load::close);
	}

	/**
	 * What could not be started, and why.
	 * @return a sentence for each
	 */
	List<String> remarks() {
		return this.remarks;
	}

	/**
	 * Find a participant, which is started when it is first asked for.
	 * @param name its name
	 * @return it, or nothing if it cannot be had here
	 */
	Optional<Participant> find(String name) {
		Optional<Participant> known = this.participants.get(name);
		if (known == null) {
			known = name.isEmpty() ? Optional.empty() : tryStart(name);
			this.participants.put(name, known);
		}
		return known;
	}

	private Optional<Participant> tryStart(String name) {
		try {
			System.out.println("Starting " + name);
			return start(name);
		}
		catch (IOException | RuntimeException ex) {
			this.remarks.add(name + " is not there: " + ex.getMessage());
			System.out.println(name + ": " + ex.getMessage());
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	private Optional<Participant> start(String name) throws IOException, InterruptedException {
		return switch (name) {
			case "floor" -> floor(name, "write");
			case "floor, coalescing" -> floor(name, "coalesce");
			case "edge" -> Optional.of(new Participant(name, this.load, edge().with("echo", "ping")));
			case "edge, Pipe and Spring handler" -> Optional.of(new Participant(name, this.load, backend()));
			case "Pipe" -> Optional.of(new Participant(name, triggers("pipe"), edge().with("mode", "pipe")));
			case "REST, pusher-http-java" ->
				Optional.of(new Participant(name, triggers("rest"), edge().with("mode", "rest")));
			case "Netty, usual pipeline" -> Optional.of(peer(name, NettyPeer.class, "raw"));
			case "WebFlux handler" -> Optional.of(peer(name, WebFluxPeer.class, "raw"));
			case "STOMP, simple broker" -> Optional.of(peer(name, StompPeer.class, "stomp"));
			case "ws (Node)" -> node(name, NodePeer.WS, "dialect=raw publish=ws");
			case "soketi" -> node(name, NodePeer.SOKETI, "app=1 key=key secret=secret");
			default -> throw new IllegalArgumentException("Nobody knows it");
		};
	}

	private Optional<Participant> floor(String name, String mode) throws IOException, InterruptedException {
		Path program = this.directory.resolve("floor");
		if (!Files.exists(program)) {
			compileFloor(program);
		}
		int port = ChildProcess.freePort();
		return Optional.of(participant(name, port, "",
				launch("floor-" + mode, Map.of(), List.of(program.toString(), Integer.toString(port), mode))));
	}

	private void compileFloor(Path program) throws IOException, InterruptedException {
		Path compiler = ChildProcess.find("cc")
			.orElseThrow(() -> new IllegalStateException("no C compiler, so there are no ratios to the floor"));
		Path source = this.directory.resolve("floor.c");
		try (var resource = Participants.class.getResourceAsStream(FLOOR_SOURCE)) {
			if (resource == null) {
				throw new IllegalStateException(FLOOR_SOURCE + " is missing");
			}
			Files.write(source, resource.readAllBytes());
		}
		int result = new ProcessBuilder(compiler.toString(), "-O2", "-std=c11", "-D_GNU_SOURCE", "-o",
				program.toString(), source.toString())
			.inheritIO()
			.start()
			.waitFor();
		if (result != 0) {
			throw new IllegalStateException("the C compiler failed");
		}
	}

	private Settings edge() throws InterruptedException {
		if (this.edgePid == 0) {
			List<String> command = new ArrayList<>();
			command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
			command.addAll(this.edgeJvm);
			command.addAll(edgeProgram());
			command
				.addAll(List.of("--spring.main.web-application-type=none", "--pusher.pipe.server.port=" + this.edgePort,
						"--pusher.pipe.server.address=127.0.0.1", "--pusher.pipe.server.apps[0].id=1",
						"--pusher.pipe.server.apps[0].key=key", "--pusher.pipe.server.apps[0].secret=secret"));
			ChildProcess process = launch("edge", Map.of(), command);
			process.awaitPort(this.edgePort);
			this.edgePid = process.pid();
		}
		return Settings
			.parse("app=1 key=key secret=secret heap=true port=" + this.edgePort + " pids=server:" + this.edgePid);
	}

	// The program that users start; its classes where it has not been packaged.
	private static List<String> edgeProgram() {
		return Stream.of(System.getProperty("java.class.path").split(":", -1))
			.filter((entry) -> entry.matches(".*/pipe-server-app-[^/]*\\.jar"))
			.findFirst()
			.map((jar) -> List.of("-jar", jar))
			.orElseGet(() -> List.of("-cp", System.getProperty("java.class.path"),
					"io.pusherpipe.server.boot.PipeServerApplication"));
	}

	private Settings backend() throws InterruptedException {
		Settings edge = edge();
		List<String> command = new ArrayList<>(
				ChildProcess.java(BackendApplication.class, List.of("-Xmx1g", "-XX:+UseSerialGC")));
		command.addAll(List.of("--spring.main.web-application-type=none", "--spring.main.banner-mode=off",
				"--spring.application.name=benchmark", "--pusher.pipe.server.enabled=false",
				"--pusher.pipe.url=ws://127.0.0.1:" + this.edgePort, "--pusher.pipe.app-id=1", "--pusher.pipe.key=key",
				"--pusher.pipe.secret=secret"));
		ChildProcess process = ChildProcess.start("backend", this.directory.resolve("backend.log"), "", Map.of(),
				command);
		this.started.push(process::close);
		Settings settings = edge.with("echo", "event")
			.with("pids", edge.text("pids", "") + ",backend:" + process.pid());
		awaitBackend(settings);
		return settings;
	}

	// It is there when a socket gets an answer.
	private void awaitBackend(Settings settings) throws InterruptedException {
		Settings probe = Settings.parse("mode=echo conns=1 rate=10 warmup=0.5 duration=0.5").with(settings);
		for (int i = 0; i < 30; i++) {
			if (this.load.run(probe).number("messages", 0) > 0) {
				return;
			}
			TimeUnit.MILLISECONDS.sleep(500);
		}
		throw new IllegalStateException("the backend does not answer, its log tells why");
	}

	private LoadProcess triggers(String name) throws IOException {
		Path logs = Files.createDirectories(this.directory.resolve(name));
		LoadProcess process = LoadProcess.start(TriggerMain.class, logs);
		this.started.push(process::close);
		return process;
	}

	private Participant peer(String name, Class<?> main, String dialect) throws InterruptedException {
		int port = ChildProcess.freePort();
		List<String> command = new ArrayList<>(
				ChildProcess.java(main, List.of("-Xmx1g", "-Dio.netty.leakDetection.level=disabled")));
		command.add(Integer.toString(port));
		return participant(name, port, "heap=true publish=ws dialect=" + dialect,
				launch(main.getSimpleName(), Map.of(), command));
	}

	private Optional<Participant> node(String name, NodePeer peer, String settings)
			throws IOException, InterruptedException {
		int port = ChildProcess.freePort();
		List<String> command = peer.install(this.directory.resolve("node"));
		return Optional
			.of(participant(name, port, settings, launch(name.replaceAll("\\W", ""), peer.environment(port), command)));
	}

	private ChildProcess launch(String name, Map<String, String> environment, List<String> command) {
		ChildProcess process = ChildProcess.start(name, this.directory.resolve(name + ".log"), PROCESSOR, environment,
				command);
		this.started.push(process::close);
		return process;
	}

	private Participant participant(String name, int port, String settings, ChildProcess process)
			throws InterruptedException {
		process.awaitPort(port);
		return new Participant(name, this.load,
				Settings.parse(settings).with("port", port).with("pids", "server:" + process.pid()));
	}

	@Override
	public void close() {
		while (!this.started.isEmpty()) {
			this.started.pop().run();
		}
	}

}
