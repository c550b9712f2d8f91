/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.spring.authorization.ChannelAuthorization;
import io.pusherpipe.spring.authorization.ChannelAuthorizer;
import io.pusherpipe.spring.authorization.UserAuthentication;
import io.pusherpipe.spring.authorization.UserAuthenticator;
import io.pusherpipe.spring.core.PipeTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The endpoints that authorize channels and users, in a real web server, with the real
 * edge taking what they answer. What a web framework must not change.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractAuthorizationTests {

	static final String USER_HEADER = "X-User";

	static final String ORIGIN = "https://shop.example.org";

	private static final byte[] MASTER_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final Map<String, String> NOBODY = Map.of();

	private final WebApplicationType webApplicationType;

	private final Class<?> configuration;

	private final HttpClient http = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	@SuppressWarnings("NullAway.Init")
	AbstractAuthorizationTests(WebApplicationType webApplicationType, Class<?> configuration) {
		this.webApplicationType = webApplicationType;
		this.configuration = configuration;
	}

	@BeforeAll
	void start() {
		this.context = run("pusher.pipe.authorization.jsonp-enabled=true",
				"pusher.pipe.encryption-master-key=" + Base64.getEncoder().encodeToString(MASTER_KEY));
		await().until(() -> this.context.getBean(PipeClient.class).state().isConnected());
	}

	@AfterAll
	void stop() {
		this.context.close();
	}

	// One request for each connection: with Reactor Netty 1.3.7 a connection may stall
	// after a response from another thread and then one at once (reactor-netty#4361).
	private ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(this.configuration, Decisions.class).web(this.webApplicationType)
			.properties("server.port=0", "server.address=127.0.0.1", "server.netty.max-keep-alive-requests=1",
					"pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.main.register-shutdown-hook=false")
			.properties(properties)
			.run();
	}

	@Test
	void anAuthorizedSocketSubscribesToAPrivateChannel() {
		try (Browser browser = browser()) {
			JsonNode answer = authorize(browser, "private-orders", "anna");
			assertThat(answer.propertyNames()).containsExactly("auth");
			assertThat(answer.get("auth").asString()).matches(details().getKey() + ":[0-9a-f]{64}");
			browser.subscribe("private-orders", answer);
		}
	}

	@Test
	void anAuthorizedSocketSubscribesToAPresenceChannelAsItsUser() {
		try (Browser browser = browser()) {
			JsonNode answer = authorize(browser, "presence-room", "anna");
			assertThat(answer.propertyNames()).containsExactly("auth", "channel_data");
			assertThat(answer.get("channel_data").asString())
				.isEqualTo("{\"user_id\":\"anna\",\"user_info\":{\"name\":\"Anna \u2028Müller\"}}");
			assertThat(browser.subscribe("presence-room", answer).at("/presence/hash"))
				.hasToString("{\"anna\":{\"name\":\"Anna \u2028Müller\"}}");
		}
	}

	@Test
	void anAuthorizedSocketGetsTheKeyOfAnEncryptedChannel() throws Exception {
		try (Browser browser = browser()) {
			JsonNode answer = authorize(browser, "private-encrypted-orders", "anna");
			assertThat(answer.propertyNames()).containsExactly("auth", "shared_secret");
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update("private-encrypted-orders".getBytes(StandardCharsets.UTF_8));
			assertThat(Base64.getDecoder().decode(answer.get("shared_secret").asString()))
				.isEqualTo(digest.digest(MASTER_KEY));
			assertThat(answer.get("shared_secret").asString()).hasSize(44).endsWith("=");
			browser.subscribe("private-encrypted-orders", answer);
		}
	}

	@Test
	void anAuthenticatedSocketSignsInIsSentEventsAndTerminated() {
		PipeTemplate pipe = this.context.getBean(PipeTemplate.class);
		try (Browser browser = browser(); Browser other = browser()) {
			signIn(browser, "anna");
			signIn(other, "bob");
			assertThat(pipe.user("anna").trigger("notice", Map.of("text", "hi"))).succeedsWithin(30, TimeUnit.SECONDS);
			JsonNode event = browser.expect("notice");
			assertThat(event.get("channel").asString()).isEqualTo("#server-to-user-anna");
			assertThat(event.get("data").asString()).isEqualTo("{\"text\":\"hi\"}");
			assertThat(pipe.user("anna").terminate()).succeedsWithin(30, TimeUnit.SECONDS);
			assertThat(browser.closeCode()).isEqualTo(4009);
			assertThat(pipe.user("bob").trigger("still")).succeedsWithin(30, TimeUnit.SECONDS);
			other.expect("still");
			assertThat(other.hasReceived("notice")).isFalse();
		}
	}

	@Test
	void aSignedInSocketNeedsNoUserForAPresenceChannel() {
		try (Browser browser = browser()) {
			signIn(browser, "anna");
			JsonNode answer = authorize(browser, "presence-anonymous", "anna");
			assertThat(answer.propertyNames()).containsExactly("auth");
			assertThat(browser.subscribe("presence-anonymous", answer).at("/presence/ids/0").asString())
				.isEqualTo("anna");
		}
	}

	@Test
	void aUserOrTerminationThatNobodyIsSignedInForIsNoError() {
		PipeTemplate pipe = this.context.getBean(PipeTemplate.class);
		assertThat(pipe.user("nobody").trigger("notice")).succeedsWithin(30, TimeUnit.SECONDS);
		assertThat(pipe.user("nobody").terminate()).succeedsWithin(30, TimeUnit.SECONDS);
	}

	@Test
	void whoMayNotIsRefused() {
		for (HttpResponse<String> response : List.of(post("/pusher/auth", parameters("1.2", "private-orders"), NOBODY),
				post("/pusher/auth", parameters("1.2", "private-forbidden"), user("anna")),
				post("/pusher/user-auth", Map.of("socket_id", "1.2"), NOBODY))) {
			assertThat(response.statusCode()).isEqualTo(403);
			assertThat(response.body()).isEqualTo("Not authorized\n");
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "-, private-orders", "1.2, -", "'', private-orders", "1.2, ''", "12, private-orders",
					"1.2:private-a, private-orders", "1.2, 'private-or ders'", "1.2, private-orders:x", "1.2, orders",
					"1.2, #server-to-user-1", "1.2, '::user::{}'" })
	void whatNoClientWouldAskForIsABadRequest(@Nullable String socketId, @Nullable String channel) {
		HttpResponse<String> response = post("/pusher/auth", parameters(socketId, channel), user("anna"));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).startsWith("There must be one ").doesNotContain("ders:x");
	}

	@Test
	void aUserNeedsAValidSocketToo() {
		assertThat(post("/pusher/user-auth", Map.of("socket_id", "1.2::user::"), user("anna")).statusCode())
			.isEqualTo(400);
		assertThat(post("/pusher/user-auth", Map.of(), user("anna")).statusCode()).isEqualTo(400);
	}

	@Test
	void aParameterThatComesTwiceIsABadRequest() {
		assertThat(post("/pusher/auth?socket_id=3.4", parameters("1.2", "private-orders"), user("anna")).statusCode())
			.isEqualTo(400);
	}

	@Test
	void parametersOfThePageReachTheAuthorizer() {
		Map<String, String> parameters = parameters("1.2", "private-tenants");
		assertThat(post("/pusher/auth", parameters, user("anna")).statusCode()).isEqualTo(403);
		parameters.put("tenant", "7 & co");
		assertThat(post("/pusher/auth", parameters, user("anna")).statusCode()).isEqualTo(200);
		parameters.remove("tenant");
		assertThat(post("/pusher/auth?tenant=7+%26+co", parameters, user("anna")).statusCode()).isEqualTo(200);
	}

	@Test
	void answersAreNotStoredAndNotGuessedAt() {
		HttpResponse<String> response = post("/pusher/auth", parameters("1.2", "private-orders"), user("anna"));
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
	}

	@Test
	void anAuthorizerThatFailsLetsNobodyInAndTellsNothing() {
		HttpResponse<String> response = post("/pusher/auth", parameters("1.2", "private-broken"), user("anna"));
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).doesNotContain("\"auth\"").doesNotContain("hush");
	}

	@ParameterizedTest
	@ValueSource(strings = { "f", "Pusher.auth_callbacks['1']", "Pusher.Runtime.auth_callbacks['12']", "a.b[0].$c_1" })
	void aScriptGetsAnAnswerToo(String callback) throws Exception {
		HttpResponse<String> response = get("/pusher/auth", callback, parameters("1.2", "presence-room"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow())
			.isEqualToIgnoringCase("text/javascript;charset=utf-8");
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		String start = "/**/" + callback + "(";
		assertThat(response.body()).startsWith(start).endsWith(");").contains("Müller").doesNotContain("\u2028");
		String json = response.body().substring(start.length(), response.body().length() - 2);
		assertThat(JsonMapper.shared().readTree(json)).isEqualTo(JsonMapper.shared()
			.readTree(post("/pusher/auth", parameters("1.2", "presence-room"), user("anna")).body()));
	}

	@Test
	void aScriptGetsAUserToo() throws Exception {
		HttpResponse<String> response = get("/pusher/user-auth", "f", Map.of("socket_id", "1.2"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).startsWith("/**/f({\"auth\":").contains("\"user_data\":");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "alert(1)//", "f;g", "a..b", ".a", "1a", "a b", "a['x\"']", "a['']", "a[b]", "f\n",
			"<script>", "a\u2028", "ä" })
	void aCallbackThatIsNoFunctionNameIsABadRequest(String callback) throws Exception {
		HttpResponse<String> response = get("/pusher/auth", callback, parameters("1.2", "private-orders"));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
		assertThat(response.body()).startsWith("There must be one callback");
	}

	@Test
	void aCallbackThatIsTooLongOrMissingIsABadRequest() throws Exception {
		assertThat(get("/pusher/auth", "f".repeat(101), parameters("1.2", "private-orders")).statusCode())
			.isEqualTo(400);
		assertThat(get("/pusher/auth", null, parameters("1.2", "private-orders")).statusCode()).isEqualTo(400);
	}

	@Test
	void theApplicationDecidesAboutOtherOrigins() throws Exception {
		HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(uri(this.context, "/pusher/auth"))
			.method("OPTIONS", HttpRequest.BodyPublishers.noBody())
			.header("Origin", ORIGIN)
			.header("Access-Control-Request-Method", "POST")
			.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
	}

	@Test
	void pathsAreConfigurableAndScriptsGetNoAnswerByDefault() throws Exception {
		try (ConfigurableApplicationContext other = run("pusher.pipe.authorization.channel-path=/broadcasting/auth",
				"pusher.pipe.authorization.user-path=/broadcasting/user-auth")) {
			String query = "?socket_id=1.2&channel_name=private-orders";
			assertThat(post(other, "/broadcasting/auth" + query).statusCode()).isEqualTo(200);
			assertThat(post(other, "/broadcasting/user-auth" + query).statusCode()).isEqualTo(200);
			assertThat(post(other, "/pusher/auth" + query).statusCode()).isEqualTo(404);
			assertThat(post(other, "/broadcasting/auth?socket_id=1.2&channel_name=private-encrypted-x").statusCode())
				.isEqualTo(500);
			HttpResponse<String> script = this.http
				.send(HttpRequest.newBuilder(uri(other, "/broadcasting/auth" + query + "&callback=f"))
					.header(USER_HEADER, "anna")
					.build(), HttpResponse.BodyHandlers.ofString());
			assertThat(script.statusCode()).isEqualTo(404);
		}
	}

	private PipeConnectionDetails details() {
		return this.context.getBean(PipeConnectionDetails.class);
	}

	private Browser browser() {
		return Browser.connect(details());
	}

	private JsonNode authorize(Browser browser, String channel, String user) {
		return successful(post("/pusher/auth", parameters(browser.socketId(), channel), user(user)));
	}

	private void signIn(Browser browser, String user) {
		JsonNode answer = successful(post("/pusher/user-auth", Map.of("socket_id", browser.socketId()), user(user)));
		assertThat(answer.propertyNames()).containsExactly("auth", "user_data");
		assertThat(answer.get("user_data").asString())
			.isEqualTo("{\"id\":\"" + user + "\",\"user_info\":{\"name\":\"" + user + "\"},\"watchlist\":[\"7\"]}");
		browser.signIn(answer);
		browser.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"#server-to-user-" + user + "\"}}");
		browser.expect("pusher_internal:subscription_succeeded");
	}

	private static JsonNode successful(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	private static Map<String, String> parameters(@Nullable String socketId, @Nullable String channel) {
		Map<String, String> parameters = new LinkedHashMap<>();
		if (socketId != null) {
			parameters.put("socket_id", socketId);
		}
		if (channel != null) {
			parameters.put("channel_name", channel);
		}
		return parameters;
	}

	private static Map<String, String> user(String user) {
		return Map.of(USER_HEADER, user);
	}

	private HttpResponse<String> post(String path, Map<String, String> parameters, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(this.context, path))
			.timeout(Duration.ofSeconds(30))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(encode(parameters)));
		headers.forEach(request::header);
		return this.http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).join();
	}

	private HttpResponse<String> post(ConfigurableApplicationContext context, String path) throws Exception {
		return this.http.send(HttpRequest.newBuilder(uri(context, path))
			.timeout(Duration.ofSeconds(30))
			.header(USER_HEADER, "anna")
			.POST(HttpRequest.BodyPublishers.noBody())
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> get(String path, @Nullable String callback, Map<String, String> parameters)
			throws Exception {
		Map<String, String> all = new LinkedHashMap<>(parameters);
		if (callback != null) {
			all.put("callback", callback);
		}
		return this.http.send(HttpRequest.newBuilder(uri(this.context, path + "?" + encode(all)))
			.timeout(Duration.ofSeconds(30))
			.header(USER_HEADER, "anna")
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String encode(Map<String, String> parameters) {
		return parameters.entrySet()
			.stream()
			.map((parameter) -> parameter.getKey() + "="
					+ URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	private static URI uri(ConfigurableApplicationContext context, String path) {
		return URI
			.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Decisions {

		@Bean
		ChannelAuthorizer channelAuthorizer() {
			return (request) -> {
				if (Schedulers.isInNonBlockingThread()) {
					throw new IllegalStateException("An authorizer is asked where it must not block");
				}
				if (request.principal() == null) {
					return ChannelAuthorization.refuse();
				}
				return switch (request.channel()) {
					case "private-forbidden" -> ChannelAuthorization.refuse();
					case "private-broken" -> throw new IllegalStateException("hush");
					case "private-tenants" ->
						ChannelAuthorization.allowIf("7 & co".equals(request.parameters().getFirst("tenant")));
					case "presence-anonymous" -> ChannelAuthorization.allow();
					default ->
						ChannelAuthorization.allow(request.principal().getName(), Map.of("name", "Anna \u2028Müller"));
				};
			};
		}

		@Bean
		UserAuthenticator userAuthenticator() {
			return (request) -> {
				if (request.principal() == null) {
					return UserAuthentication.refuse();
				}
				String name = request.principal().getName();
				return UserAuthentication.as(name).withInfo(Map.of("name", name)).withWatchlist(List.of("7"));
			};
		}

	}

}
