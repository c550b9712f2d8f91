/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What Spring Boot Actuator shows of the Pipe: its health and its endpoint.
 */
@NullMarked
package io.pusherpipe.spring.actuate;

import org.jspecify.annotations.NullMarked;
