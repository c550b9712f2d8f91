/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackoffTests {

	private final PipeReconnect values = PipeReconnect.defaults();

	@Test
	void theIntervalDoublesUpToTheLongest() {
		Backoff backoff = new Backoff(this.values, () -> 1);
		for (int seconds : new int[] { 1, 2, 4, 8, 16, 30, 30, 30 }) {
			assertThat(backoff.next()).hasSeconds(seconds);
		}
	}

	@Test
	void theDelayIsAnythingUpToTheInterval() {
		double[] random = { 0 };
		Backoff backoff = new Backoff(this.values, () -> random[0]);
		assertThat(backoff.next()).isZero();
		random[0] = 0.5;
		assertThat(backoff.next()).hasSeconds(1);
		random[0] = 0.25;
		assertThat(backoff.next()).hasSeconds(1);
	}

	@Test
	void theFirstIntervalIsNoLongerThanTheLongest() {
		Backoff backoff = new Backoff(this.values.initialInterval(Duration.ofMinutes(1)), () -> 1);
		assertThat(backoff.next()).hasSeconds(30);
	}

	@Test
	void resetBeginsAgain() {
		Backoff backoff = new Backoff(this.values, () -> 1);
		backoff.next();
		backoff.next();
		backoff.reset();
		assertThat(backoff.next()).hasSeconds(1);
	}

	@Test
	void otherValuesAreKept() {
		Backoff backoff = new Backoff(
				this.values.initialInterval(Duration.ofMillis(100)).multiplier(3).maxInterval(Duration.ofMillis(500)),
				() -> 1);
		assertThat(backoff.next()).hasMillis(100);
		assertThat(backoff.next()).hasMillis(300);
		assertThat(backoff.next()).hasMillis(500);
	}

	@Test
	void impossibleValuesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.values.initialInterval(Duration.ZERO))
			.withMessage("reconnect: initialInterval must be positive");
		assertThatIllegalArgumentException().isThrownBy(() -> this.values.multiplier(0.5))
			.withMessage("reconnect: multiplier must be at least 1");
		assertThatIllegalArgumentException().isThrownBy(() -> this.values.maxInterval(Duration.ZERO))
			.withMessage("reconnect: maxInterval must be positive");
		assertThatIllegalArgumentException().isThrownBy(() -> this.values.stableAfter(Duration.ofMillis(-1)))
			.withMessage("reconnect: stableAfter must not be negative");
		assertThatIllegalArgumentException().isThrownBy(() -> this.values.maxAttempts(0))
			.withMessage("reconnect: maxAttempts must be at least 1");
	}

}
