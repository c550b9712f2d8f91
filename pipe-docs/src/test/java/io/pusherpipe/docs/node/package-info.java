/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Snippets of {@code docs/migrating-from-node.md}.
 */
@NullMarked
package io.pusherpipe.docs.node;

import org.jspecify.annotations.NullMarked;
