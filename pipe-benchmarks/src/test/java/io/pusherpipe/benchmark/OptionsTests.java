/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

	@Test
	void theShortFormTakesNoSoketi() {
		Options options = Options.parse("short");
		assertThat(options.isLong()).isFalse();
		assertThat(options.takes("edge")).isTrue();
		assertThat(options.takes("soketi")).isFalse();
		assertThat(Options.parse("long").takes("soketi")).isTrue();
	}

	@Test
	void workloadsAndServersCanBeChosen() {
		Options options = Options.parse("--only=closed1,narrow", "--servers=floor,edge");
		assertThat(options.takesWorkload("narrow")).isTrue();
		assertThat(options.takesWorkload("wide")).isFalse();
		assertThat(options.takes("floor, coalescing")).isTrue();
		assertThat(options.takes("soketi")).isFalse();
	}

	@Test
	void workloadsWithCommasInTheirNamesCanBeChosen() {
		Options options = Options.parse("--only=round trip at 10000/s,echo*", "--hold=5");
		assertThat(options.takesWorkload("round trip at 10,000/s")).isTrue();
		assertThat(options.takesWorkload("echo of 2,048 bytes, 1000 sockets")).isTrue();
		assertThat(options.takesWorkload("round trip")).isFalse();
		assertThat(options.overrides("held").integer("hold", 0)).isEqualTo(5);
		assertThat(options.overrides("idle").values()).isEmpty();
	}

	@Test
	void whatNobodyKnowsIsRefusedWithTheUsage() {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("middle")).withMessageContaining("--only=");
	}

	@Test
	void everyWorkloadHasItsOwnName() {
		assertThat(Workload.of(true)).extracting(Workload::name).doesNotHaveDuplicates();
		assertThat(Workload.of(false)).hasSizeLessThan(Workload.of(true).size());
	}

}
