/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Snippets of {@code docs/observability.md}.
 */
@NullMarked
package io.pusherpipe.docs.observability;

import org.jspecify.annotations.NullMarked;
