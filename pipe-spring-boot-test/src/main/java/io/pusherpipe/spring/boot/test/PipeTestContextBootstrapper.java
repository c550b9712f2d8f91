/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/**
 * Makes the context of {@link PipeTest @PipeTest}.
 */
class PipeTestContextBootstrapper extends TestSliceTestContextBootstrapper<PipeTest> {

}
