/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import java.util.function.Consumer;

import io.pusherpipe.test.PipeTestEdge;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Tells the context's {@link PipeTester} when tests begin and end. Last to be told that
 * one begins, first that it ends: what is about the context comes outside of it.
 */
final class PipeTesterTestExecutionListener extends AbstractTestExecutionListener {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 100;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		tell(testContext, PipeTestEdge::beginTest);
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		tell(testContext, PipeTestEdge::endTest);
	}

	// Nested classes have what the class around them has.
	@Override
	public void afterTestClass(TestContext testContext) {
		if (testContext.getTestClass().getEnclosingClass() == null) {
			tell(testContext, PipeTestEdge::close);
		}
	}

	private static void tell(TestContext testContext, Consumer<PipeTestEdge> event) {
		if (testContext.hasApplicationContext()) {
			testContext.getApplicationContext()
				.getBeanProvider(PipeTester.class)
				.ifAvailable((tester) -> event.accept(tester.edge()));
		}
	}

}
