/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Users who have signed in, and who watches them.
 */
@NullMarked
package io.pusherpipe.server.user;

import org.jspecify.annotations.NullMarked;
