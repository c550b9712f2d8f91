/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.authorization;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.util.MultiValueMap;

/**
 * A socket wants to sign in.
 *
 * @param socketId the socket's id, such as {@code 123.456}. The client says that this is
 * its socket; the answer is of use to that socket alone
 * @param principal who sent the HTTP request, or {@code null} if nobody has logged in;
 * with Spring Security an {@code Authentication}
 * @param parameters all parameters of the HTTP request, among them those that the page
 * has configured to be sent
 */
public record UserAuthenticationRequest(String socketId, @Nullable Principal principal,
		MultiValueMap<String, String> parameters) {

}
