/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Value;

/**
 * Injects the port that the application's own edge has got: that of
 * {@link AutoConfigureEmbeddedPipe @AutoConfigureEmbeddedPipe}, or the embedded one that
 * starts where the application is told of no other. The same as
 * {@code @Value("${local.pipe.server.port}")}.
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Value("${local.pipe.server.port}")
public @interface LocalPipeServerPort {

}
