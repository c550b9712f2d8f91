/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The load generator. Each line of its input is a run: {@code fanout}, {@code accept},
 * {@code idle}, {@code echo}, {@code stopped}, {@code held} or {@code open} with
 * {@link Settings}, and is answered with one line: {@code ok} with the figures, or
 * {@code error} and what went wrong. With {@code keep=NAME} the sockets of a
 * {@code fanout} or an {@code echo} stay open for the next run of that name, until
 * {@code close} closes them all. It ends with its input.
 */
public final class LoadMain {

	private final Network network = new Network();

	private final Map<String, Session> sessions = new HashMap<>();

	private LoadMain() {
	}

	/**
	 * Run it.
	 * @param args none
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		LoadMain load = new LoadMain();
		Commands.run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out,
				load::run);
		load.network.close();
	}

	private Settings run(String mode, Settings settings) throws InterruptedException {
		return switch (mode) {
			case "fanout", "echo" -> inSession(mode, settings);
			case "accept" -> new AcceptRun(this.network, settings).run();
			case "idle" -> new IdleRun(this.network, settings).run();
			case "stopped" -> new StoppedRun(this.network, settings).run();
			case "held" -> new HeldRun(this.network, settings).run();
			case "open" -> open(settings);
			case "close" -> closeAll();
			default -> throw new IllegalArgumentException("No such run: " + mode);
		};
	}

	private Settings inSession(String mode, Settings settings) throws InterruptedException {
		String name = settings.text("keep", "");
		Session session = this.sessions.remove(name);
		if (session != null && !session.isWhole()) {
			session.close();
			session = null;
		}
		if (session == null) {
			session = Session.open(this.network, settings,
					mode.equals("echo") ? EchoMeasurement::open : FanOutMeasurement::open);
		}
		boolean keep = false;
		try {
			Settings figures = session.run(settings);
			keep = !name.isEmpty();
			return figures;
		}
		finally {
			if (keep) {
				this.sessions.put(name, session);
			}
			else {
				session.close();
			}
		}
	}

	private Settings open(Settings settings) throws InterruptedException {
		String name = settings.text("keep", "open");
		if (!this.sessions.containsKey(name)) {
			this.sessions.put(name, Session.open(this.network, settings, EchoMeasurement::open));
		}
		return Settings.NONE.with("messages", this.sessions.get(name).sockets());
	}

	private Settings closeAll() {
		this.sessions.values().forEach(Session::close);
		this.sessions.clear();
		return Settings.NONE;
	}

}
