/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

@NullMarked
package io.pusherpipe.client;

import org.jspecify.annotations.NullMarked;
