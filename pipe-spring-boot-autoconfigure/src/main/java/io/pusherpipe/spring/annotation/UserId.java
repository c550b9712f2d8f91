/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler's {@code String} argument that takes the id of a user: in
 * {@link OnMemberAdded} and {@link OnMemberRemoved} methods of the member, in
 * {@link OnChannelEvent} methods of the member that has sent the event, or {@code null}
 * where the channel is no presence channel, in {@link AuthorizeChannel} methods of the
 * user that the socket has signed in as, or {@code null}.
 */
@Target({ ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface UserId {

}
