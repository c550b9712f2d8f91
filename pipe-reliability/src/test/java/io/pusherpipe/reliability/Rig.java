/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An edge, a group of three Spring applications, each behind a link of its own, and
 * browsers that send numbered events.
 */
final class Rig implements AutoCloseable {

	/** How many members there are. */
	static final int MEMBERS = 3;

	private final Path directory;

	private final int sockets;

	private final int rate;

	private final EdgeProcess edge;

	private final List<Link> links = new ArrayList<>();

	private final List<MemberProcess> members = new ArrayList<>();

	// those that have ended among them
	private final List<MemberProcess> all = new ArrayList<>();

	private final Browsers browsers;

	private final Map<String, History> histories = new HashMap<>();

	private final List<Handled> records = new ArrayList<>();

	// when what each member has handled was sent
	private final Map<String, Long> latest = new HashMap<>();

	private final Set<String> connected = new HashSet<>();

	private Set<String> victims = new HashSet<>();

	// sockets and who had them
	private Map<String, String> victimSockets = new HashMap<>();

	private long struck;

	private long thawed;

	private int turn;

	private int ended;

	private boolean edgeStruck;

	private boolean movedSinceStruck;

	Rig(Path directory, int sockets, int rate, Duration memberTimeout) {
		this.directory = fresh(directory);
		this.sockets = sockets;
		this.rate = rate;
		this.edge = new EdgeProcess(directory, memberTimeout, 1000, "-Xmx256m");
		this.browsers = new Browsers(this.edge.port(), rate, "");
		for (int i = 0; i < MEMBERS; i++) {
			Link link = new Link(this.edge.port());
			this.links.add(link);
			this.members.add(launch(i));
		}
		Await.until(() -> "the members have joined", this::haveJoined);
		this.browsers.open(sockets);
	}

	private static Path fresh(Path directory) {
		try {
			Files.createDirectories(directory);
			try (var files = Files.list(directory)) {
				for (Path file : files.filter(Files::isRegularFile).toList()) {
					Files.delete(file);
				}
			}
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean haveJoined() {
		collect();
		return this.members.stream().allMatch((member) -> this.connected.contains(member.name()));
	}

	private MemberProcess launch(int index) {
		MemberProcess member = MemberProcess.start("member-" + index + "-" + this.all.size(), this.directory,
				this.links.get(index).port());
		this.all.add(member);
		return member;
	}

	/**
	 * Let a fault happen under load.
	 * @param fault the fault
	 * @return what came of it
	 */
	Outcome suffer(Fault fault) {
		int victim = this.turn++ % MEMBERS;
		this.records.clear();
		this.victims = new HashSet<>();
		this.victimSockets = new HashMap<>();
		this.struck = Long.MAX_VALUE;
		this.thawed = Long.MAX_VALUE;
		this.edgeStruck = false;
		this.browsers.resume();
		awaitServing();
		awaitEvents(this.rate);
		fault.strike(this, victim);
		awaitServing();
		this.browsers.pause();
		long lost = drain();
		List<String> disconnected = this.browsers.all()
			.subList(this.ended, this.browsers.all().size())
			.stream()
			.filter(Browser::isEnded)
			.map((browser) -> browser.socketId() + " " + browser.end())
			.toList();
		if (this.edgeStruck) {
			this.ended = this.browsers.all().size() - this.sockets;
			disconnected = List.of();
		}
		return new Cycle(this.histories, this.records, this.struck, this.victims, this.victimSockets, this.thawed)
			.check(lost, disconnected);
	}

	// What is not handled after a long time is lost.
	private long drain() {
		try {
			Await.until(() -> missing() + " events to be handled", () -> {
				collect();
				return missing() == 0;
			});
			return 0;
		}
		catch (AssertionError ex) {
			return missing();
		}
	}

	private long missing() {
		return this.browsers.all()
			.stream()
			.filter((browser) -> !browser.isEnded())
			.mapToLong((browser) -> browser.sent() - history(browser).events())
			.sum();
	}

	private History history(Browser browser) {
		return this.histories.computeIfAbsent(String.valueOf(browser.socketId()), (id) -> new History());
	}

	private void collect() {
		for (MemberProcess member : this.all) {
			for (Entry record : member.read()) {
				Handled handled = new Handled(member.name(), record);
				this.records.add(handled);
				if (record.kind() == Entry.Kind.CONNECTED) {
					this.connected.add(member.name());
				}
				this.histories.computeIfAbsent(record.socketId(), (id) -> new History()).handled(handled);
				this.latest.merge(member.name(), record.sent(), Math::max);
				this.movedSinceStruck |= handled.isMoved(this.struck, this.victimSockets);
			}
		}
	}

	/**
	 * Note that a fault comes now.
	 * @param indexes which members it hits
	 */
	void strikes(int... indexes) {
		collect();
		for (int index : indexes) {
			this.victims.add(this.members.get(index).name());
		}
		this.histories.forEach((socketId, history) -> {
			if (this.victims.contains(history.latestMember())) {
				this.victimSockets.putIfAbsent(socketId, history.latestMember());
			}
		});
		this.movedSinceStruck = false;
		this.struck = Math.min(this.struck, System.nanoTime());
	}

	/**
	 * Wait until every member has handled an event that was sent from now on.
	 */
	void awaitServing() {
		long now = System.nanoTime();
		Await.until(() -> "all of " + names() + " handle what is sent; " + missing() + " events wait", () -> {
			collect();
			return this.members.stream().allMatch((member) -> this.latest.getOrDefault(member.name(), now) > now)
					&& missing() < Math.max(this.rate / 5, 50);
		});
	}

	private String names() {
		return this.members.stream().map(MemberProcess::name).collect(Collectors.joining(", "));
	}

	/**
	 * Wait until another member has handled an event of a socket that was a victim's.
	 */
	void awaitMoved() {
		Await.until(() -> "others handle what was " + this.victims + "'s", () -> {
			collect();
			return this.movedSinceStruck;
		});
	}

	/**
	 * Wait until browsers have sent some more.
	 * @param count how many events
	 */
	void awaitEvents(int count) {
		long target = this.browsers.sent() + count;
		Await.until(() -> count + " events are sent", () -> this.browsers.sent() >= target);
	}

	/**
	 * End a member, as a process ends.
	 * @param index which
	 * @param signal by which signal
	 */
	void endMember(int index, String signal) {
		this.members.get(index).end(signal);
	}

	void startMember(int index) {
		this.members.set(index, launch(index));
	}

	void freeze(int index) {
		this.members.get(index).signal("STOP");
	}

	void thaw(int index) {
		this.thawed = System.nanoTime();
		this.members.get(index).signal("CONT");
	}

	Link link(int index) {
		return this.links.get(index);
	}

	int rate() {
		return this.rate;
	}

	/**
	 * End the edge and start it again. The browsers come back when there is a group again
	 * that is told of them.
	 * @param signal by which signal
	 */
	void restartEdge(String signal) {
		this.edgeStruck = true;
		List<Browser> before = List.copyOf(this.browsers.all());
		this.edge.end(signal);
		Await.until(() -> "the browsers notice", () -> before.stream().allMatch(Browser::isEnded));
		collect();
		this.connected.clear();
		this.edge.startAgain();
		Await.until(() -> "a member has joined", () -> {
			collect();
			return !this.connected.isEmpty();
		});
		this.browsers.open(this.sockets);
	}

	/**
	 * How many of the sockets that the latest restart of the edge has ended have no
	 * close.
	 * @return the number
	 */
	long unclosed() {
		return this.browsers.all()
			.subList(this.ended - this.sockets, this.ended)
			.stream()
			.filter((browser) -> !history(browser).isClosed())
			.count();
	}

	@Override
	public void close() {
		this.browsers.close();
		this.all.forEach(MemberProcess::close);
		this.links.forEach(Link::close);
		this.edge.close();
	}

}
