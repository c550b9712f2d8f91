/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.pusherpipe.benchmark.load.Settings;

/**
 * Something to measure.
 *
 * @param name its name
 * @param what what it is, for people
 * @param settings what the load generator is told
 * @param yardstick whom the others are compared with, or nothing
 * @param participants who takes part beside the yardstick
 */
record Workload(String name, String what, Settings settings, String yardstick, List<String> participants) {

	private static final List<String> SERVERS = List.of("edge", "Netty, usual pipeline", "WebFlux handler",
			"STOMP, simple broker", "ws (Node)", "soketi");

	private static final Set<String> COSTS = Set.of("fanout", "accept", "echo", "");

	private static final String FLOOR = "floor";

	/**
	 * The workloads of a form.
	 * @param isLong whether it is the long form
	 * @return the workloads, in the order in which they are run
	 */
	static List<Workload> of(boolean isLong) {
		List<Workload> all = new ArrayList<>();
		// Who has had sockets has memory for more.
		all.add(new Workload("idle", "connected, subscribed, silent", Settings
			.parse("mode=idle rounds=1 sources=4 conns=" + (isLong ? 12_000 : 2000) + " hold=" + (isLong ? 10 : 2)), "",
				SERVERS));
		all.add(fanOut("closed1", "1,000 subscribers of one channel, one message outstanding", "conns=1000 window=1"));
		all.add(new Workload("closed8", "the same, eight messages outstanding",
				Settings.parse("mode=fanout conns=1000 window=8"), FLOOR, plus("floor, coalescing")));
		all.add(new Workload("narrow", "100 channels of 10 subscribers, 16 messages outstanding",
				Settings.parse("mode=fanout conns=1000 channels=100 window=16"), FLOOR,
				List.of("edge", "floor, coalescing", "soketi", "STOMP, simple broker")));
		all.add(fanOut("paced", "1,000 subscribers of one channel, 50 messages a second",
				"conns=1000 rate=50 duration=" + (isLong ? 2 : 1)));
		all.add(new Workload("accept", "connect, handshake, subscribe",
				Settings.parse("mode=accept inflight=64 sources=16 conns=2000"), FLOOR, SERVERS));
		if (isLong) {
			all.add(fanOut("wide", "10,000 subscribers of one channel, one message outstanding",
					"conns=10000 sources=4 window=1"));
		}
		all.add(new Workload("round trip",
				"1,000 sockets, each sending as soon as it is answered; for the edge alone a ping of the same size",
				Settings.parse("mode=echo conns=1000"), "edge", List.of("edge, Pipe and Spring handler")));
		all.add(new Workload("round trip at 10,000/s", "1,000 sockets, 10,000 messages a second",
				Settings.parse("mode=echo conns=1000 rate=10000 warmup=0.5 duration=" + (isLong ? 3 : 2)), "edge",
				List.of("edge, Pipe and Spring handler")));
		// soketi's webhooks do not carry more
		all.add(new Workload("round trip at 500/s",
				"1,000 sockets, 500 messages a second; on soketi an event of the client, a webhook, and a request back",
				Settings.parse(
						"mode=echo conns=1000 rate=500 warmrate=2000 warmup=0.5 rounds=3 duration=" + (isLong ? 4 : 2)),
				"edge, Pipe and Spring handler",
				List.of("soketi, webhook and REST", "soketi, webhook in batches and REST")));
		for (int conns : isLong ? new int[] { 1000, 5000, 10_000, 18_000 } : new int[] { 1000 }) {
			all.add(new Workload("echo of 2,048 bytes, " + conns + " sockets", "a message a second from each socket",
					Settings.parse("mode=echo size=2048 sources=8 warmup=5 conns=" + conns + " rate=" + conns
							+ " rounds=1 duration=" + (isLong ? 20 : 5)),
					"", List.of("edge, Pipe and Spring handler")));
		}
		all.add(new Workload("trigger", "a backend triggers on a channel, as fast as it is accepted",
				Settings.parse("outstanding=1000 warmup=0.4"), "Pipe", List.of("REST, pusher-http-java")));
		addStopped(all, isLong);
		if (isLong) {
			addGrowth(all);
			addHeld(all);
		}
		return all;
	}

	private static Workload fanOut(String name, String what, String settings) {
		return new Workload(name, what, Settings.parse("mode=fanout " + settings), FLOOR, SERVERS);
	}

	private static List<String> plus(String more) {
		List<String> all = new ArrayList<>(SERVERS);
		all.add(1, more);
		return all;
	}

	private static void addStopped(List<Workload> all, boolean isLong) {
		all.add(new Workload("5 % stopped",
				"1,000 subscribers, 100 messages of 4,000 bytes a second, 50 of them stop reading",
				Settings.parse("mode=stopped conns=1000 rate=100 size=4000 warmup=6 duration=8 stopping=30 stopped=0.05"
						+ " rounds=" + (isLong ? 3 : 1)),
				"", List.of("edge with meters")));
	}

	private static void addHeld(List<Workload> all) {
		all.add(new Workload("held", "18,000 sockets, a ping from each every 30 seconds",
				Settings.parse("mode=held rounds=1 sources=8 steps=2000,6000,12000,18000 ping=30 duration=0 hold=600"),
				"", List.of("edge, activity timeout 30 s")));
		all.add(new Workload("side by side", "five edges, each with 18,000 silent sockets",
				Settings.parse("mode=sides rounds=1 sources=8 edges=5 conns=18000 duration=0 hold=10"), "",
				List.of(SideBySide.NAME)));
	}

	private static void addGrowth(List<Workload> all) {
		for (int conns : new int[] { 10, 100, 1000, 10_000, 18_000 }) {
			all.add(new Workload(conns + " subscribers", "one channel, one message outstanding",
					Settings.parse("mode=fanout sources=8 window=1 conns=" + conns), FLOOR, List.of("edge")));
		}
		for (int channels : new int[] { 1, 1000, 100_000 }) {
			String name = (channels == 1) ? "1 channel" : channels + " channels";
			all.add(new Workload(name, "of each message there is one subscriber; 16 messages outstanding",
					Settings.parse("mode=fanout window=16 channels=" + channels + " conns=" + Math.min(channels, 1000)),
					FLOOR, List.of("edge")));
		}
	}

	/**
	 * Whether the cost is of a connection rather than of a message.
	 * @return {@code true} if it is
	 */
	boolean countsConnections() {
		return mode().equals("accept");
	}

	/**
	 * What the load generator does.
	 * @return its mode, nothing if each participant has its own
	 */
	String mode() {
		return this.settings.text("mode", "");
	}

	/**
	 * Whether it is what a message or a connection costs that is measured.
	 * @return {@code true} if it is
	 */
	boolean hasCost() {
		return COSTS.contains(mode());
	}

	/**
	 * Whether some stop reading.
	 * @return {@code true} if they do
	 */
	boolean stopsReading() {
		return mode().equals("stopped");
	}

	/**
	 * Whether it is memory that is measured.
	 * @return {@code true} if it is
	 */
	boolean countsMemory() {
		return mode().equals("idle");
	}

}
