/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Snippets of {@code README.md}.
 */
@NullMarked
package io.pusherpipe.docs.readme;

import org.jspecify.annotations.NullMarked;
