/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A member of the group: one process, from its start to its end.
 */
final class MemberProcess implements AutoCloseable {

	private final String name;

	private final ChildProcess process;

	private final RecordFile records;

	private MemberProcess(String name, ChildProcess process, RecordFile records) {
		this.name = name;
		this.process = process;
		this.records = records;
	}

	/**
	 * Start one. It joins the group when it is ready.
	 * @param name its name in the group
	 * @param directory where its records and its log go
	 * @param port where it finds the edge
	 * @return the process
	 */
	static MemberProcess start(String name, Path directory, int port) {
		Path records = directory.resolve(name + ".records");
		List<String> arguments = List.of("--spring.application.name=reliability", "--spring.main.banner-mode=off",
				"--pusher.pipe.url=ws://127.0.0.1:" + port, "--pusher.pipe.app-id=" + EdgeMain.APP.id(),
				"--pusher.pipe.key=" + EdgeMain.APP.key(), "--pusher.pipe.secret=rig-secret",
				"--pusher.pipe.member=" + name,
				"--pusher.pipe.reconnect.max-interval=" + System.getProperty("rig.max-reconnect", "1s"),
				"--rig.records=" + records);
		try {
			RecordFile file = RecordFile.open(records);
			return new MemberProcess(name,
					ChildProcess.start(name, directory, MemberApplication.class, List.of("-Xmx128m"), arguments), file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String name() {
		return this.name;
	}

	List<Entry> read() {
		return this.records.read();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void signal(String signal) {
		this.process.signal(signal);
	}

	void end(String signal) {
		this.process.signal(signal);
		this.process.awaitEnd();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
