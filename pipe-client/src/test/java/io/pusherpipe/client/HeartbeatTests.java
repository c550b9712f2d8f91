/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class HeartbeatTests {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private int pings;

	private int deaths;

	private boolean listening = true;

	private final Heartbeat heartbeat = new Heartbeat(this.time, Duration.ofSeconds(30), Duration.ofSeconds(10),
			() -> this.listening, () -> this.pings++, () -> this.deaths++);

	@BeforeEach
	void start() {
		this.heartbeat.start();
	}

	@Test
	void pingsAfterAnIntervalOfSilence() {
		pass(29);
		assertThat(this.pings).isZero();
		pass(1);
		assertThat(this.pings).isOne();
		assertThat(this.deaths).isZero();
	}

	@Test
	void aSignOfLifePutsThePingOff() {
		pass(20);
		this.heartbeat.alive();
		pass(29);
		assertThat(this.pings).isZero();
		pass(1);
		assertThat(this.pings).isOne();
	}

	@Test
	void withoutAnAnswerTheConnectionIsDead() {
		pass(39);
		assertThat(this.deaths).isZero();
		pass(1);
		assertThat(this.deaths).isOne();
		pass(1000);
		assertThat(this.deaths).isOne();
		assertThat(this.pings).isOne();
	}

	@Test
	void anySignOfLifeAnswersThePing() {
		pass(35);
		this.heartbeat.alive();
		pass(29);
		assertThat(this.pings).isOne();
		pass(1);
		assertThat(this.pings).isEqualTo(2);
		assertThat(this.deaths).isZero();
	}

	@Test
	void silenceMeansNothingWhileNobodyListens() {
		pass(20);
		this.listening = false;
		pass(1000);
		assertThat(this.pings).isZero();
		this.listening = true;
		pass(31);
		assertThat(this.pings).isOne();
	}

	@Test
	void whenNobodyListensForTheAnswerThenTheConnectionIsNotDead() {
		pass(30);
		this.listening = false;
		pass(1000);
		assertThat(this.deaths).isZero();
	}

	@Test
	void onceStoppedItDoesNothing() {
		pass(30);
		this.heartbeat.stop();
		pass(1000);
		assertThat(this.pings).isOne();
		assertThat(this.deaths).isZero();
	}

	private void pass(int seconds) {
		this.time.advanceTimeBy(Duration.ofSeconds(seconds));
	}

}
