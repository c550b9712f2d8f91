/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Snippets of {@code docs/migrating-from-webhooks.md}: the code that readers have.
 */
@NullMarked
package io.pusherpipe.docs.webhooks.before;

import org.jspecify.annotations.NullMarked;
