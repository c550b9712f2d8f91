/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What a web application serves for the Pipe: the endpoints that authorize channels and
 * users, with Spring MVC and with WebFlux.
 */
@NullMarked
package io.pusherpipe.spring.boot.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
