/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Real processes, real faults: nothing is lost, and order is kept.
 */
@NullMarked
package io.pusherpipe.reliability;

import org.jspecify.annotations.NullMarked;
