/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import io.pusherpipe.client.PipeGap;
import io.pusherpipe.reliability.Entry.Kind;
import io.pusherpipe.spring.annotation.OnSocketClose;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import io.pusherpipe.spring.annotation.Redelivered;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.event.PipeConnectedEvent;
import io.pusherpipe.spring.event.PipeGapEvent;

import org.springframework.context.event.EventListener;

/**
 * Writes down what it is called with, first thing, and then has some work to do, so that
 * there are always events that are handled and not acknowledged.
 */
class RecordingHandlers {

	private static final Duration WORK = Duration.ofMillis(1);

	private final RecordFile records;

	RecordingHandlers(RecordFile records) {
		this.records = records;
	}

	@OnSocketOpen
	void opened(@SocketId String socketId, @Redelivered boolean redelivered) {
		this.records.write(new Entry(Kind.OPENED, redelivered, 0, 0, System.nanoTime(), socketId));
	}

	@OnSocketEvent("numbered")
	void event(@SocketId String socketId, Numbered data, @Redelivered boolean redelivered) {
		this.records.write(new Entry(Kind.EVENT, redelivered, data.n(), data.t(), System.nanoTime(), socketId));
		LockSupport.parkNanos(WORK.toNanos());
	}

	@OnSocketClose
	void closed(@SocketId String socketId, @Redelivered boolean redelivered) {
		this.records.write(new Entry(Kind.CLOSED, redelivered, 0, 0, System.nanoTime(), socketId));
	}

	@EventListener
	void connected(PipeConnectedEvent event) {
		this.records.write(new Entry(Kind.CONNECTED, false, 0, 0, System.nanoTime(), ""));
	}

	@EventListener
	void lost(PipeGapEvent event) {
		PipeGap gap = event.gap();
		Kind kind = (gap.reason() == PipeGap.Reason.FORGOTTEN) ? Kind.FORGOTTEN : Kind.GAP;
		this.records.write(new Entry(kind, false, (int) gap.events(), 0, System.nanoTime(), ""));
	}

	/**
	 * What a browser sends.
	 *
	 * @param n its number in the socket
	 * @param t when it was sent
	 */
	record Numbered(int n, long t) {

	}

}
