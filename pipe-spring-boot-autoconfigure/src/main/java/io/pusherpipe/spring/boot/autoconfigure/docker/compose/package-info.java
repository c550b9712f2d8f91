/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The way to an edge that Docker Compose runs.
 */
@NullMarked
package io.pusherpipe.spring.boot.autoconfigure.docker.compose;

import org.jspecify.annotations.NullMarked;
