/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.pusherpipe.client.Acknowledgements.Entry;
import io.pusherpipe.protocol.pipe.PipeRequest;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class AcknowledgementsTests {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final List<Map<Integer, Long>> sent = new ArrayList<>();

	private final Acknowledgements acknowledgements = new Acknowledgements(this.time, this::send);

	AcknowledgementsTests() {
		this.acknowledgements.credit(1000);
	}

	@Test
	void thoseThatComeTogetherGoInOneMessage() {
		done(add(1, 10));
		done(add(1, 11));
		done(add(2, 5));
		assertThat(this.sent).isEmpty();
		pass();
		assertThat(this.sent).containsExactly(Map.of(1, 11L, 2, 5L));
	}

	@Test
	void oneWaitsForAllBeforeItInItsSlot() {
		Entry first = add(1, 10);
		Entry second = add(1, 11);
		Entry third = add(1, 15);
		Entry other = add(2, 7);
		done(third);
		done(second);
		done(other);
		pass();
		assertThat(this.sent).containsExactly(Map.of(2, 7L));
		done(first);
		pass();
		assertThat(this.sent).containsExactly(Map.of(2, 7L), Map.of(1, 15L));
	}

	@Test
	void withAQuarterOfTheCreditDoneTheyGoAtOnce() {
		this.acknowledgements.credit(8);
		done(add(1, 1));
		assertThat(this.sent).isEmpty();
		done(add(1, 2));
		assertThat(this.sent).containsExactly(Map.of(1, 2L));
	}

	@Test
	void withTheLeastCreditEachGoesAtOnce() {
		this.acknowledgements.credit(1);
		done(add(1, 1));
		done(add(2, 1));
		assertThat(this.sent).containsExactly(Map.of(1, 1L), Map.of(2, 1L));
	}

	@Test
	void withNothingDoneNothingIsSent() {
		add(1, 1);
		this.acknowledgements.flush();
		pass();
		assertThat(this.sent).isEmpty();
	}

	@Test
	void aFlushDoesNotWait() {
		done(add(1, 1));
		this.acknowledgements.flush();
		assertThat(this.sent).containsExactly(Map.of(1, 1L));
		pass();
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void afterTheEndNothingIsSent() {
		Entry entry = add(1, 1);
		done(add(2, 1));
		this.acknowledgements.end();
		done(entry);
		pass();
		this.acknowledgements.flush();
		assertThat(this.sent).isEmpty();
	}

	private Entry add(int slot, long offset) {
		return this.acknowledgements.add(slot, offset);
	}

	private void done(Entry entry) {
		this.acknowledgements.done(entry);
	}

	private void pass() {
		this.time.advanceTimeBy(Duration.ofMillis(10));
	}

	private void send() {
		PipeRequest.Acknowledge acknowledge = this.acknowledgements.take();
		if (acknowledge != null) {
			this.sent.add(acknowledge.offsets());
		}
	}

}
