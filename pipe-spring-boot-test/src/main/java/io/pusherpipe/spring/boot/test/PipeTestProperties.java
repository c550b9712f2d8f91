/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of tests, which their annotations set.
 *
 * @param timeout Time that each waiting of a test takes at most.
 * @param handlers Handlers that must be there, which the annotation names.
 */
@ConfigurationProperties("pusher.pipe.test")
record PipeTestProperties(@DefaultValue("5s") Duration timeout, @DefaultValue List<Class<?>> handlers) {

}
