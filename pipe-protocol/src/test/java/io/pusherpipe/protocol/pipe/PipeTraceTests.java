/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.protocol.pipe;

import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PipeTrace}.
 */
class PipeTraceTests {

	private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	@Test
	void takesWhatTheStandardAllows() {
		assertThat(PipeTrace.of(TRACEPARENT, null)).isEqualTo(new PipeTrace(TRACEPARENT, null));
		assertThat(PipeTrace.of(TRACEPARENT, "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"))
			.isEqualTo(new PipeTrace(TRACEPARENT, "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"));
		assertThat(PipeTrace.of(TRACEPARENT.replaceFirst("00", "cc"), null)).isNotNull();
		assertThat(PipeTrace.of(TRACEPARENT, "a".repeat(512))).extracting(PipeTrace::tracestate).isNotNull();
	}

	@Test
	void isNoneWithoutATraceparent() {
		for (String wrong : new String[] { null, "", "00", TRACEPARENT + "-00", TRACEPARENT.toUpperCase(Locale.ROOT),
				TRACEPARENT.replaceFirst("00", "ff"), TRACEPARENT.replace('-', '_'),
				"00-" + "0".repeat(32) + "-b7ad6b7169203331-01",
				"00-0af7651916cd43dd8448eb211c80319c-" + "0".repeat(16) + "-01" }) {
			assertThat(PipeTrace.of(wrong, "a=b")).as(wrong).isNull();
		}
	}

	@Test
	void leavesOutATracestateThatCannotBeCarried() {
		for (String wrong : new String[] { "", "a".repeat(513), "a=\n", "a=é" }) {
			assertThat(PipeTrace.of(TRACEPARENT, wrong)).isEqualTo(new PipeTrace(TRACEPARENT, null));
			assertThatIllegalArgumentException().isThrownBy(() -> new PipeTrace(TRACEPARENT, wrong));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> new PipeTrace("hush", null))
			.withMessageNotContaining("hush");
	}

}
