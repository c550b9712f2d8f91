/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.benchmark.backend.BackendApplication;
import io.pusherpipe.benchmark.backend.WebhookBackend;
import io.pusherpipe.benchmark.load.LoadMain;
import io.pusherpipe.benchmark.load.Settings;
import io.pusherpipe.benchmark.load.TriggerMain;
import io.pusherpipe.benchmark.os.ChildProcess;
import io.pusherpipe.benchmark.peer.NettyPeer;
import io.pusherpipe.benchmark.peer.NodePeer;
import io.pusherpipe.benchmark.peer.StompPeer;
import io.pusherpipe.benchmark.peer.WebFluxPeer;
import org.jspecify.annotations.Nullable;

/**
 * Starts whoever is measured, each as a process of its own, and ends them all.
 */
final class Participants implements AutoCloseable {

	private static final List<String> BACKEND_JVM = List.of("-Xmx1g", "-XX:+UseSerialGC");

	private final Launcher launcher;

	private final List<String> edgeJvm;

	private final Map<String, Optional<Participant>> participants = new LinkedHashMap<>();

	private final List<String> remarks = new ArrayList<>();

	private final LoadProcess load;

	// Two servers' sockets would be more than a process may have.
	private final LoadProcess floorLoad;

	private @Nullable Edge edge;

	Participants(Path directory, List<String> edgeJvm) {
		this.launcher = new Launcher(directory);
		this.edgeJvm = edgeJvm;
		this.load = this.launcher.closing(LoadProcess.start(LoadMain.class, directory));
		this.floorLoad = this.launcher.closing(LoadProcess.start(LoadMain.class, directory, "LoadMain-floor"));
	}

	/**
	 * What could not be measured, and why.
	 * @return a sentence for each
	 */
	List<String> remarks() {
		return this.remarks;
	}

	/**
	 * Find a participant, which is started when it is first asked for, and again when it
	 * has ended.
	 * @param name its name
	 * @return it, or nothing if it cannot be had here
	 */
	Optional<Participant> find(String name) {
		Optional<Participant> known = this.participants.get(name);
		if (known != null && known.isPresent() && !known.get().isAlive()) {
			this.remarks.add(name + " had ended, and was started again");
			known.get().processes().forEach(ChildProcess::close);
			known = null;
		}
		if (known == null) {
			known = name.isEmpty() ? Optional.empty() : tryStart(name);
			this.participants.put(name, known);
		}
		return known;
	}

	// What sockets the load generators have kept open.
	void closeSockets() {
		for (LoadProcess process : List.of(this.load, this.floorLoad)) {
			try {
				process.run(Settings.parse("mode=close"));
			}
			catch (IllegalStateException ex) {
				System.out.println("Closing sockets: " + ex.getMessage());
			}
		}
	}

	// What is not needed any more.
	void end(String name) {
		Optional<Participant> known = this.participants.remove(name);
		if (known != null && known.isPresent()) {
			known.get().processes().forEach(ChildProcess::close);
		}
	}

	private Optional<Participant> tryStart(String name) {
		try {
			System.out.println("Starting " + name);
			return Optional.of(start(name));
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

	private Participant start(String name) throws IOException, InterruptedException {
		return switch (name) {
			case "floor" -> floor(name, "write");
			case "floor, coalescing" -> floor(name, "coalesce");
			case "edge" -> ofEdge(name, edge(), this.load, "echo=ping");
			case "edge, activity timeout 30 s" -> ofEdge(name, Edge.start(this.launcher, name, Launcher.SERVERS,
					this.edgeJvm, "--pusher.pipe.server.activity-timeout=30s"), this.load, "");
			case "edge with meters" -> {
				String port = Integer.toString(ChildProcess.freePort());
				yield ofEdge(name, Edge.start(this.launcher, name, Launcher.SERVERS, this.edgeJvm,
						"--server.port=" + port, "--server.address=127.0.0.1"), this.load, "meters=" + port);
			}
			case SideBySide.NAME -> new Participant(name, new SideBySide(this.launcher.directory(), this.edgeJvm),
					Settings.NONE, List.of());
			case "edge, Pipe and Spring handler" -> backend(name);
			case "Pipe" -> ofEdge(name, edge(), triggers("pipe"), "mode=pipe");
			case "REST, pusher-http-java" -> ofEdge(name, edge(), triggers("rest"), "mode=rest");
			case "Netty, usual pipeline" -> peer(name, NettyPeer.class, "raw");
			case "WebFlux handler" -> peer(name, WebFluxPeer.class, "raw");
			case "STOMP, simple broker" -> peer(name, StompPeer.class, "stomp");
			case "ws (Node)" -> node(name, NodePeer.WS, "dialect=raw publish=ws");
			case "soketi" -> node(name, NodePeer.SOKETI, "app=1 key=key secret=secret");
			case "soketi, webhook and REST" -> webhooks(name, false);
			case "soketi, webhook in batches and REST" -> webhooks(name, true);
			default -> throw new IllegalArgumentException("Nobody knows it");
		};
	}

	private Participant floor(String name, String mode) throws IOException, InterruptedException {
		int port = ChildProcess.freePort();
		ChildProcess process = Floor.start(this.launcher, mode, port);
		process.awaitPort(port);
		LoadProcess driver = mode.equals("write") ? this.floorLoad : this.load;
		return new Participant(name, driver, Settings.parse("port=" + port + " pids=server:" + process.pid()),
				List.of(process));
	}

	private Edge edge() throws InterruptedException {
		Edge edge = this.edge;
		if (edge == null || !edge.process().isAlive()) {
			edge = Edge.start(this.launcher, "edge", Launcher.SERVERS, this.edgeJvm);
			this.edge = edge;
		}
		return edge;
	}

	private static Participant ofEdge(String name, Edge edge, LoadProcess load, String settings) {
		return new Participant(name, load, edge.settings().with(Settings.parse(settings)), List.of(edge.process()));
	}

	private Participant backend(String name) throws InterruptedException {
		Edge edge = edge();
		List<String> command = new ArrayList<>(ChildProcess.java(BackendApplication.class, BACKEND_JVM));
		command.addAll(List.of("--spring.main.web-application-type=none", "--spring.main.banner-mode=off",
				"--spring.application.name=benchmark", "--pusher.pipe.server.enabled=false",
				"--pusher.pipe.url=ws://127.0.0.1:" + edge.port(), "--pusher.pipe.app-id=1", "--pusher.pipe.key=key",
				"--pusher.pipe.secret=secret"));
		ChildProcess process = this.launcher.launch("backend", Launcher.ANY, Map.of(), command);
		Settings settings = edge.settings()
			.with("echo", "event")
			.with("pids", "server:" + edge.process().pid() + ",backend:" + process.pid());
		awaitAnswer(settings);
		return new Participant(name, this.load, settings, List.of(edge.process(), process));
	}

	private Participant webhooks(String name, boolean inBatches) throws IOException, InterruptedException {
		int port = ChildProcess.freePort();
		int backendPort = ChildProcess.freePort();
		List<String> command = new ArrayList<>(ChildProcess.java(WebhookBackend.class, BACKEND_JVM));
		command.addAll(List.of(Integer.toString(backendPort), Integer.toString(port)));
		ChildProcess backend = this.launcher.launch(name + " backend", Launcher.ANY, Map.of(), command);
		backend.awaitPort(backendPort);
		Map<String, String> environment = new LinkedHashMap<>(NodePeer.SOKETI.environment(port));
		environment.put("SOKETI_DEFAULT_APP_ENABLE_CLIENT_MESSAGES", "true");
		environment.put("SOKETI_DEFAULT_APP_WEBHOOKS",
				"[{\"url\":\"http://127.0.0.1:" + backendPort + "/\",\"event_types\":[\"client_event\"]}]");
		environment.put("SOKETI_WEBHOOKS_BATCHING", inBatches ? "1" : "0");
		ChildProcess soketi = this.launcher.launch(name, Launcher.SERVERS, environment,
				NodePeer.SOKETI.install(this.launcher.directory().resolve("node")));
		soketi.awaitPort(port);
		Settings settings = Settings.parse("app=1 key=key secret=secret echo=client private=true port=" + port
				+ " pids=server:" + soketi.pid() + ",backend:" + backend.pid());
		awaitAnswer(settings);
		return new Participant(name, this.load, settings, List.of(soketi, backend));
	}

	// It is there when a socket gets an answer.
	private void awaitAnswer(Settings settings) throws InterruptedException {
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
		Path logs = Files.createDirectories(this.launcher.directory().resolve(name));
		return this.launcher.closing(LoadProcess.start(TriggerMain.class, logs));
	}

	private Participant peer(String name, Class<?> main, String dialect) throws InterruptedException {
		int port = ChildProcess.freePort();
		List<String> command = new ArrayList<>(
				ChildProcess.java(main, List.of("-Xmx1g", "-Dio.netty.leakDetection.level=disabled")));
		command.add(Integer.toString(port));
		return participant(name, port, "heap=true publish=ws dialect=" + dialect,
				this.launcher.launch(main.getSimpleName(), Launcher.SERVERS, Map.of(), command));
	}

	private Participant node(String name, NodePeer peer, String settings) throws IOException, InterruptedException {
		int port = ChildProcess.freePort();
		List<String> command = peer.install(this.launcher.directory().resolve("node"));
		return participant(name, port, settings,
				this.launcher.launch(name, Launcher.SERVERS, peer.environment(port), command));
	}

	private Participant participant(String name, int port, String settings, ChildProcess process)
			throws InterruptedException {
		process.awaitPort(port);
		return new Participant(name, this.load,
				Settings.parse(settings).with("port", port).with("pids", "server:" + process.pid()), List.of(process));
	}

	@Override
	public void close() {
		this.launcher.close();
	}

}
