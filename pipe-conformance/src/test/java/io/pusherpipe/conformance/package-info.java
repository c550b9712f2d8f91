/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The real clients and browsers against the real edge.
 */
@NullMarked
package io.pusherpipe.conformance;

import org.jspecify.annotations.NullMarked;
