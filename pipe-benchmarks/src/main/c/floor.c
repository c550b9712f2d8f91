/*
 * floor: the least work a server can do and still deliver Pusher messages to WebSocket subscribers. It exists to be a
 * yardstick, not a server: no signatures, no limits, one thread, a body parser that trusts
 * its input. What it does on the hot path is real: one frame is encoded for each published message, and every
 * subscriber's socket gets its bytes.
 *
 *   floor PORT write            one send() for each subscriber and message
 *   floor PORT coalesce [US]    messages that arrive in one turn of the loop (or within US microseconds) leave in one send()
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* ---- what the WebSocket handshake needs: SHA-1 and base64 */

static uint32_t rol(uint32_t x, int n) { return x << n | x >> (32 - n); }
static uint32_t be32(const uint8_t *p) { return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]; }
static void put_be32(uint8_t *p, uint32_t v) { for (int i = 0; i < 4; i++) p[i] = (uint8_t)(v >> (24 - 8 * i)); }

static void sha1_block(uint32_t *s, const uint8_t *b) {
    uint32_t w[80], a = s[0], bb = s[1], c = s[2], d = s[3], e = s[4];
    for (int i = 0; i < 16; i++) w[i] = be32(b + 4 * i);
    for (int i = 16; i < 80; i++) w[i] = rol(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f = i < 20 ? (bb & c) | (~bb & d) : i < 40 ? bb ^ c ^ d : i < 60 ? (bb & c) | (bb & d) | (c & d) : bb ^ c ^ d;
        uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
        uint32_t t = rol(a, 5) + f + e + k + w[i];
        e = d; d = c; c = rol(bb, 30); bb = a; a = t;
    }
    s[0] += a; s[1] += bb; s[2] += c; s[3] += d; s[4] += e;
}

static void sha1(const void *data, size_t len, uint8_t out[20]) {
    uint32_t s[5] = {0x67452301,0xefcdab89,0x98badcfe,0x10325476,0xc3d2e1f0};
    const uint8_t *p = data;
    size_t left = len;
    for (; left >= 64; p += 64, left -= 64) sha1_block(s, p);
    uint8_t tail[128] = {0};
    memcpy(tail, p, left);
    tail[left] = 0x80;
    size_t total = left + 9 <= 64 ? 64 : 128;
    for (int i = 0; i < 8; i++) tail[total - 8 + (size_t)i] = (uint8_t)((uint64_t)len * 8 >> (56 - 8 * i));
    sha1_block(s, tail);
    if (total == 128) sha1_block(s, tail + 64);
    for (int i = 0; i < 5; i++) put_be32(out + 4 * i, s[i]);
}

static void base64(const uint8_t *in, size_t len, char *out) {
    static const char A[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        uint32_t v = (uint32_t)in[i] << 16 | (i + 1 < len ? in[i + 1] : 0) << 8 | (i + 2 < len ? in[i + 2] : 0);
        *out++ = A[v >> 18];
        *out++ = A[v >> 12 & 63];
        *out++ = i + 1 < len ? A[v >> 6 & 63] : '=';
        *out++ = i + 2 < len ? A[v & 63] : '=';
    }
    *out = 0;
}

/* ---- the server */

struct channel;

struct conn {
    int fd, websocket;
    uint32_t in_len, out_len;   /* out: bytes the socket did not take; sent when it is writable again */
    char *in, *out;
    struct channel **joined;
    int joined_count;
};

struct channel {
    char name[128];
    int count, cap;
    struct conn **members;
    char *pending;              /* coalesce: frames that wait for the flush */
    size_t pending_len, pending_cap;
    struct channel *pending_next;
};

static enum { WRITE, COALESCE } mode;
static struct channel channels[1 << 18]; /* an open hash table: a channel is never forgotten */
static struct channel *pending_first;
static int epoll_fd;
static long flush_us;
static uint64_t flush_at;

static uint64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000u + (uint64_t)t.tv_nsec / 1000u;
}

static struct channel *channel_of(const char *name, size_t len) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++) hash = (hash ^ (uint8_t)name[i]) * 16777619u;
    for (uint32_t at = hash;; at++) {
        struct channel *ch = &channels[at & ((1 << 18) - 1)];
        if (!ch->name[0]) {
            memcpy(ch->name, name, len < sizeof ch->name ? len : sizeof ch->name - 1);
            return ch;
        }
        if (strlen(ch->name) == len && memcmp(ch->name, name, len) == 0) return ch;
    }
}

/* Puts bytes in line behind what the socket refused, and asks epoll to say when it takes more. */
static void queue_rest(struct conn *c, const char *p, size_t n) {
    if (!c->out_len) {
        struct epoll_event ev = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
        epoll_ctl(epoll_fd, EPOLL_CTL_MOD, c->fd, &ev);
    }
    c->out = realloc(c->out, c->out_len + n);
    memcpy(c->out + c->out_len, p, n);
    c->out_len += (uint32_t)n;
}

static void put(struct conn *c, const char *p, size_t n) {
    if (c->out_len) { queue_rest(c, p, n); return; }
    ssize_t w = send(c->fd, p, n, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (w < 0) w = 0;
    if ((size_t)w < n) queue_rest(c, p + w, n - (size_t)w);
}

static size_t frame_head(char *out, size_t len) {
    out[0] = (char)0x81;
    if (len < 126) { out[1] = (char)len; return 2; }
    out[1] = 126;
    out[2] = (char)(len >> 8);
    out[3] = (char)len;
    return 4;
}

static void put_text(struct conn *c, const char *text) {
    char buf[1024];
    size_t n = strlen(text), h = frame_head(buf, n);
    memcpy(buf + h, text, n);
    put(c, buf, h + n);
}

static void broadcast(struct channel *ch, const char *frame, size_t len) {
    switch (mode) {
    case WRITE:
        for (int i = 0; i < ch->count; i++) put(ch->members[i], frame, len);
        break;
    case COALESCE:
        if (!ch->pending_len) ch->pending_next = pending_first, pending_first = ch;
        if (ch->pending_len + len > ch->pending_cap) ch->pending = realloc(ch->pending, ch->pending_cap = 2 * (ch->pending_len + len));
        memcpy(ch->pending + ch->pending_len, frame, len);
        ch->pending_len += len;
        if (!flush_at) flush_at = now_us() + (uint64_t)flush_us;
    }
}

static void flush_pending(void) {
    flush_at = 0;
    struct channel *next, *ch = pending_first;
    for (pending_first = NULL; ch; ch = next) {
        next = ch->pending_next;
        for (int i = 0; i < ch->count; i++) put(ch->members[i], ch->pending, ch->pending_len);
        ch->pending_len = 0;
    }
}

static const char *json_string(const char *p, size_t n, const char *key, size_t *len) {
    const char *at = memmem(p, n, key, strlen(key));
    if (!at) return NULL;
    at += strlen(key);
    while (at < p + n && *at != '"') at++;
    const char *end = ++at;
    while (end < p + n && *end != '"') end += *end == '\\' ? 2 : 1;
    *len = (size_t)(end - at);
    return at;
}

static void on_post(struct conn *c, const char *body, size_t n) {
    static char frame[1 << 16], text[1 << 16];
    size_t name_len, channel_len, data_len;
    const char *name = json_string(body, n, "\"name\":", &name_len), *channel = json_string(body, n, "\"channel\":", &channel_len),
               *data = json_string(body, n, "\"data\":", &data_len);
    if (name && channel && data) {
        int len = snprintf(text, sizeof text, "{\"event\":\"%.*s\",\"channel\":\"%.*s\",\"data\":\"%.*s\"}",
                           (int)name_len, name, (int)channel_len, channel, (int)data_len, data);
        size_t h = frame_head(frame, (size_t)len);
        memcpy(frame + h, text, (size_t)len);
        broadcast(channel_of(channel, channel_len), frame, h + (size_t)len);
    }
    static const char ok[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    put(c, ok, sizeof ok - 1);
}

static void on_upgrade(struct conn *c, const char *p, size_t n) {
    char key[128], accept[40], answer[256];
    uint8_t digest[20];
    const char *at = memmem(p, n, "Sec-WebSocket-Key: ", 19);
    snprintf(key, sizeof key, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", at + 19);
    sha1(key, strlen(key), digest);
    base64(digest, 20, accept);
    int k = snprintf(answer, sizeof answer, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Accept: %s\r\n\r\n", accept);
    put(c, answer, (size_t)k);
    c->websocket = 1;
    put_text(c, "{\"event\":\"pusher:connection_established\",\"data\":\"{\\\"socket_id\\\":\\\"1.1\\\",\\\"activity_timeout\\\":120}\"}");
}

static void on_message(struct conn *c, char *p, size_t n) {
    size_t len;
    if (!memmem(p, n, "pusher:subscribe", 16)) return;
    const char *name = json_string(p, n, "\"channel\":", &len);
    if (!name) return;
    struct channel *ch = channel_of(name, len);
    if (ch->count == ch->cap) ch->members = realloc(ch->members, sizeof *ch->members * (size_t)(ch->cap = ch->cap ? 2 * ch->cap : 16));
    ch->members[ch->count++] = c;
    c->joined = realloc(c->joined, sizeof *c->joined * (size_t)(c->joined_count + 1));
    c->joined[c->joined_count++] = ch;
    char text[512];
    snprintf(text, sizeof text, "{\"event\":\"pusher_internal:subscription_succeeded\",\"channel\":\"%s\",\"data\":\"{}\"}", ch->name);
    put_text(c, text);
}

static size_t on_http(struct conn *c, char *p, size_t n) {
    char *end = memmem(p, n, "\r\n\r\n", 4);
    if (!end) return 0;
    size_t head = (size_t)(end - p) + 4;
    if (p[0] == 'G') { on_upgrade(c, p, head); return head; }
    char *cl = memmem(p, head, "Content-Length: ", 16);
    size_t body = cl ? strtoul(cl + 16, NULL, 10) : 0;
    if (n < head + body) return 0;
    on_post(c, p + head, body);
    return head + body;
}

static size_t on_frame(struct conn *c, char *p, size_t n) {
    if (n < 6) return 0;
    uint8_t *f = (uint8_t *)p;
    size_t head = 2, len = f[1] & 127;
    if (len == 126) head = 4, len = (size_t)f[2] << 8 | f[3];
    if (n < head + 4 + len) return 0;
    uint8_t *mask = f + head, *body = mask + 4;
    for (size_t i = 0; i < len; i++) body[i] ^= mask[i & 3];
    if ((f[0] & 15) == 1) on_message(c, (char *)body, len);
    return head + 4 + len;
}

static void drop(struct conn *c) {
    for (int k = 0; k < c->joined_count; k++) {
        struct channel *ch = c->joined[k];
        for (int i = 0; i < ch->count; i++)
            if (ch->members[i] == c) ch->members[i--] = ch->members[--ch->count];
    }
    free(c->joined);
    close(c->fd);
    free(c->in);
    free(c->out);
    free(c);
}

static void on_readable(struct conn *c) {
    static char buf[1 << 16];
    size_t have = c->in_len, used = 0;
    if (have) memcpy(buf, c->in, have);
    ssize_t r = recv(c->fd, buf + have, sizeof buf - have, MSG_DONTWAIT);
    if (r < 0 && errno == EAGAIN) return;
    if (r <= 0) { drop(c); return; }
    size_t n = have + (size_t)r;
    for (size_t step; used < n; used += step)
        if (!(step = c->websocket ? on_frame(c, buf + used, n - used) : on_http(c, buf + used, n - used))) break;
    free(c->in);
    c->in = NULL;
    if ((c->in_len = (uint32_t)(n - used))) memcpy(c->in = malloc(n - used), buf + used, n - used);
}

static void on_writable(struct conn *c) {
    ssize_t w = send(c->fd, c->out, c->out_len, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (w <= 0) return;
    memmove(c->out, c->out + w, c->out_len -= (uint32_t)w);
    if (c->out_len) return;
    free(c->out);
    c->out = NULL;
    struct epoll_event ev = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(epoll_fd, EPOLL_CTL_MOD, c->fd, &ev);
}

static void accept_all(int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        int one = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        struct conn *c = calloc(1, sizeof *c);
        c->fd = fd;
        struct epoll_event ev = {.events = EPOLLIN, .data.ptr = c};
        epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &ev);
    }
}

int main(int argc, char **argv) {
    if (argc < 3) { fprintf(stderr, "usage: floor PORT write|coalesce [MICROSECONDS]\n"); return 2; }
    mode = strcmp(argv[2], "coalesce") ? WRITE : COALESCE;
    if (argc > 3 && mode == COALESCE) flush_us = atol(argv[3]);
    struct rlimit lim;
    getrlimit(RLIMIT_NOFILE, &lim);
    lim.rlim_cur = lim.rlim_max;
    setrlimit(RLIMIT_NOFILE, &lim);
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), one = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(listener, (struct sockaddr *)&at, sizeof at) || listen(listener, 4096)) { perror("floor: listen"); return 1; }
    struct epoll_event ev = {.events = EPOLLIN, .data.ptr = NULL}, events[512];
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listener, &ev);
    for (;;) {
        int wait_ms = -1;
        if (flush_at) {
            uint64_t now = now_us();
            wait_ms = flush_at <= now ? 0 : (int)((flush_at - now + 999) / 1000);
        }
        int n = epoll_wait(epoll_fd, events, 512, wait_ms);
        for (int i = 0; i < n; i++) {
            struct conn *c = events[i].data.ptr;
            if (!c) accept_all(listener);
            else {
                if (events[i].events & EPOLLOUT) on_writable(c);
                if (events[i].events & ~(unsigned)EPOLLOUT) on_readable(c);
            }
        }
        if (flush_at && (!flush_us || now_us() >= flush_at)) flush_pending();
    }
}
