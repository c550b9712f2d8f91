/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Sending through the Pipe: {@link io.pusherpipe.spring.core.PipeTemplate}.
 */
@NullMarked
package io.pusherpipe.spring.core;

import org.jspecify.annotations.NullMarked;
