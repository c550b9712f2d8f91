/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What has been measured, as a table and as a plot.
 */
@NullMarked
package io.pusherpipe.benchmark.report;

import org.jspecify.annotations.NullMarked;
