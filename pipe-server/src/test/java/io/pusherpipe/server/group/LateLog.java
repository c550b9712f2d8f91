/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A log that answers when it is told to, as one on another machine might.
 */
final class LateLog implements DeliveryLog {

	private final DeliveryLog log;

	private final Queue<Runnable> answers = new ArrayDeque<>();

	LateLog(DeliveryLog log) {
		this.log = log;
	}

	/**
	 * Give the next answer.
	 * @return {@code false} if there is none to give
	 */
	boolean answer() {
		Runnable answer = this.answers.poll();
		if (answer != null) {
			answer.run();
		}
		return answer != null;
	}

	@Override
	public void append(int slot, byte[] event) {
		this.log.append(slot, event);
	}

	@Override
	public void take(int slot, int max, Reader reader) {
		this.log.take(slot, max, (entries) -> this.answers.add(() -> reader.read(entries)));
	}

	@Override
	public void acknowledge(int slot, long offset) {
		this.log.acknowledge(slot, offset);
	}

	@Override
	public void rewind(int slot) {
		this.log.rewind(slot);
	}

	@Override
	public void expire() {
		this.log.expire();
	}

	@Override
	public long size() {
		return this.log.size();
	}

	@Override
	public long bytes() {
		return this.log.bytes();
	}

	@Override
	public long age() {
		return this.log.age();
	}

	@Override
	public boolean isFull() {
		return this.log.isFull();
	}

	@Override
	public void close() {
		this.log.close();
	}

}
