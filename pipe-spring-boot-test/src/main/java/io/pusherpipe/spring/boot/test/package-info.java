/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tests of Spring Boot applications with the Pipe: an edge for the test's context, a
 * slice for handlers, and browsers' sockets.
 */
@NullMarked
package io.pusherpipe.spring.boot.test;

import org.jspecify.annotations.NullMarked;
