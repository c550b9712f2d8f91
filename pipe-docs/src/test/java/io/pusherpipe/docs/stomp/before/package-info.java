/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Snippets of {@code docs/migrating-from-stomp.md}: the code that readers have.
 */
@NullMarked
package io.pusherpipe.docs.stomp.before;

import org.jspecify.annotations.NullMarked;
