/*
 * The first process of the virtual board, and its hands: mounts what a system needs, then does what
 * it is told over one byte channel, /dev/host-ring (memory shared with the host, see
 * modules/host-ring.c). It decides nothing.
 *
 * A frame is u8 kind, u8 number, u16 length (little-endian), then so many bytes. NUL separates texts.
 *
 *	from outside
 *	N  PATH 0 PARAMETERS	load a kernel module
 *	D  PATH			make a folder and those above it
 *	F  PATH 0 BYTES		write BYTES into the file, in one write
 *	M  PATH			the host's folder at the same place, writable
 *	H# PATH			open a file for A
 *	A# BYTES		write them into it, in one write
 *	W# PATH			tell of the attribute's content now and whenever the kernel says that it
 *				has changed (POLLPRI)
 *	R# FOLDER 0 CLASS 0 NAME=VALUE 0 … 0 0 PROGRAM 0 ARGUMENT 0 …
 *				run a program; CLASS is "fifo 40", "nice 5" or empty
 *	K# u8			send a signal to that program
 *	L# PORT			listen on 127.0.0.1; every connection is carried outside
 *	d# BYTES, z#		bytes for a carried connection; its end
 *	Q  BYTES		answered by q
 *	P			power off
 *
 *	to outside
 *	b			booted
 *	e  TEXT			an order failed
 *	w# BYTES		content of a watched file
 *	o# BYTES		output of a program
 *	x# i32			its exit status, 128 + signal when one ended it
 *	c# u8			a connection arrived at that listener
 *	d# BYTES, z#		bytes of a carried connection; its end
 *	q  u64 BYTES		monotonic nanoseconds, and the bytes of Q
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CHANNEL "/dev/host-ring"
#define CHANNEL_MODULE "host-ring.ko" /* beside this program */
#define NUMBERS 64		/* of handles, watches, programs, listeners, connections each */
#define LONGEST 65535		/* payload of a frame */
#define LONGEST_CONTENT 256	/* of a watched file */
#define LONGEST_CHUNK 4096	/* of an output or a connection, in one frame */
#define MOST_PENDING (8 << 20)	/* bytes a connection may be behind */
#define MOST_WORDS 512		/* of a command line and its environment */
#define OWN_PRIORITY 90
#define TURN_MS "4"		/* of threads that take turns, as in the image's sysctl.d */

struct watch {
	int fd;
	int size;
	char content[LONGEST_CONTENT];
};

struct program {
	pid_t pid;
	int output;
	int status;
	int ended;
};

/* of a process, as the kernel tells it */
struct end {
	pid_t pid;
	int status;
};

struct connection {
	int fd;
	uint8_t *pending;
	size_t size, sent;
	int closing;
};

static int channel, children;
static int handles[NUMBERS], listeners[NUMBERS];
static struct watch watches[NUMBERS];
static struct program programs[NUMBERS];
static struct connection connections[NUMBERS];

/* ---- the channel ---- */

static void power_off(void)
{
	sync();
	reboot(RB_POWER_OFF);
}

static void send_all(const void *bytes, size_t size)
{
	for (const char *at = bytes; size > 0;) {
		ssize_t count = write(channel, at, size);

		if (count < 0 && errno != EINTR && errno != EAGAIN)
			power_off();
		if (count > 0) {
			at += count;
			size -= count;
		}
	}
}

static void tell(char kind, int number, const void *bytes, size_t size)
{
	static uint8_t frame[4 + LONGEST];

	frame[0] = kind;
	frame[1] = number;
	frame[2] = size & 255;
	frame[3] = size >> 8;
	memcpy(frame + 4, bytes, size);
	send_all(frame, 4 + size);
}

static void complain(const char *format, ...)
{
	char text[512];
	va_list values;
	int size;

	va_start(values, format);
	size = vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	tell('e', 0, text, size < (int)sizeof(text) ? size : (int)sizeof(text) - 1);
}

/* ---- files ---- */

static void make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		mkdir(path, 0755);
		*slash = '/';
	}
	if (mkdir(path, 0755) && errno != EEXIST)
		complain("mkdir %s: %s", path, strerror(errno));
}

static void write_file(const char *path, const void *bytes, size_t size)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size)
		complain("write %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
}

static void load_module(const char *path, const char *parameters)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || syscall(SYS_finit_module, fd, parameters, 0))
		complain("load %s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
}

static void mount_or_complain(const char *kind, const char *where, unsigned long flags,
			      const char *data)
{
	if (mount("none", where, kind, flags, data))
		complain("mount %s on %s: %s", kind, where, strerror(errno));
}

static void open_handle(int number, const char *path)
{
	if (handles[number] >= 0)
		close(handles[number]);
	handles[number] = open(path, O_RDWR | O_CLOEXEC);
	if (handles[number] < 0)
		complain("open %s: %s", path, strerror(errno));
}

static void look(int number)
{
	struct watch *watch = &watches[number];
	char now[LONGEST_CONTENT];
	int size = pread(watch->fd, now, sizeof(now), 0);

	if (size < 0 || (size == watch->size && !memcmp(now, watch->content, size)))
		return;
	watch->size = size;
	memcpy(watch->content, now, size);
	tell('w', number, now, size);
}

static void begin_watch(int number, const char *path)
{
	struct watch *watch = &watches[number];

	watch->fd = open(path, O_RDONLY | O_CLOEXEC);
	watch->size = -1;
	if (watch->fd < 0) {
		complain("watch %s: %s", path, strerror(errno));
		return;
	}
	look(number);
}

/* ---- programs ---- */

static void be_of_class(const char *class)
{
	int value;

	if (sscanf(class, "fifo %d", &value) == 1) {
		struct sched_param priority = { .sched_priority = value };

		sched_setscheduler(0, SCHED_FIFO, &priority);
		return;
	}
	struct sched_param usual = { .sched_priority = 0 };

	sched_setscheduler(0, SCHED_OTHER, &usual);
	setpriority(PRIO_PROCESS, 0, sscanf(class, "nice %d", &value) == 1 ? value : 0);
}

static void become(char **words, int output)
{
	char **environment = words + 2, **arguments = environment;
	sigset_t none;
	int nothing = open("/dev/null", O_RDONLY);

	while (**arguments)
		arguments++;
	*arguments++ = NULL;
	setsid();
	be_of_class(words[1]);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	dup2(nothing, 0);
	dup2(output, 1);
	dup2(output, 2);
	if (chdir(words[0]))
		dprintf(2, "board: %s: %s\n", words[0], strerror(errno));
	else
		execvpe(arguments[0], arguments, environment);
	dprintf(2, "board: %s: %s\n", arguments[0], strerror(errno));
	_exit(127);
}

static void run_program(int number, char *bytes, size_t size)
{
	char *words[MOST_WORDS + 1];
	int count = 0, ends[2];

	for (size_t at = 0; at < size && count < MOST_WORDS; at += strlen(bytes + at) + 1)
		words[count++] = bytes + at;
	words[count] = NULL;
	if (count == MOST_WORDS || programs[number].pid || pipe2(ends, O_CLOEXEC)) {
		complain("program %d cannot be run", number);
		return;
	}
	programs[number] = (struct program){ .output = ends[0] };
	programs[number].pid = fork();
	if (programs[number].pid == 0)
		become(words, ends[1]);
	close(ends[1]);
}

/* The exit status is told after the last of the output. */
static void tell_exit(int number)
{
	struct program *program = &programs[number];
	uint8_t status[4];

	if (!program->ended || program->output >= 0)
		return;
	for (int i = 0; i < 4; i++)
		status[i] = program->status >> 8 * i;
	program->pid = 0;
	program->ended = 0;
	tell('x', number, status, sizeof(status));
}

static void take_output(int number)
{
	char bytes[LONGEST_CHUNK];
	ssize_t count = read(programs[number].output, bytes, sizeof(bytes));

	if (count > 0) {
		tell('o', number, bytes, count);
		return;
	}
	close(programs[number].output);
	programs[number].output = -1;
	tell_exit(number);
}

/*
 * Reaps in a thread of usual priority. The kernel then forgets what /proc knew of a program and, while another
 * thread still looks at that, tries again and again: at this process's own priority the other would never
 * go on, and the board would stand still.
 */
static void *reap(void *to)
{
	sigset_t child;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	for (;;) {
		struct end end;

		sigwaitinfo(&child, NULL);
		while ((end.pid = waitpid(-1, &end.status, WNOHANG)) > 0)
			if (write(*(int *)to, &end, sizeof(end)) != sizeof(end))
				power_off();
	}
	return NULL;
}

static void begin_reaping(void)
{
	static int ends[2];
	pthread_t reaper;

	if (pipe2(ends, O_CLOEXEC) || pthread_create(&reaper, NULL, reap, &ends[1]))
		power_off();
	children = ends[0];
}

static void bury(void)
{
	struct end end;

	if (read(children, &end, sizeof(end)) != sizeof(end))
		return;
	for (int i = 0; i < NUMBERS; i++)
		if (programs[i].pid == end.pid) {
			programs[i].status = WIFEXITED(end.status) ? WEXITSTATUS(end.status) :
								     128 + WTERMSIG(end.status);
			programs[i].ended = 1;
			tell_exit(i);
		}
}

/* ---- connections carried outside ---- */

static void begin_listen(int number, const char *port)
{
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(atoi(port)) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

	here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&here, sizeof(here)) || listen(fd, 8))
		complain("listen on %s: %s", port, strerror(errno));
	listeners[number] = fd;
}

static void end_connection(int number)
{
	struct connection *connection = &connections[number];

	close(connection->fd);
	free(connection->pending);
	*connection = (struct connection){ .fd = -1 };
}

static void accept_connection(int listener)
{
	int fd = accept4(listeners[listener], NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	uint8_t from = listener;

	if (fd < 0)
		return;
	for (int i = 0; i < NUMBERS; i++)
		if (connections[i].fd < 0) {
			connections[i] = (struct connection){ .fd = fd };
			tell('c', i, &from, 1);
			return;
		}
	close(fd);
}

static void drain(int number)
{
	struct connection *connection = &connections[number];
	ssize_t count = send(connection->fd, connection->pending + connection->sent,
			     connection->size - connection->sent, MSG_NOSIGNAL);

	if (count < 0 && errno != EAGAIN) {
		tell('z', number, "", 0);
		end_connection(number);
		return;
	}
	connection->sent += count > 0 ? count : 0;
	if (connection->sent == connection->size) {
		connection->sent = connection->size = 0;
		if (connection->closing)
			end_connection(number);
	}
}

static void deliver(int number, const uint8_t *bytes, size_t size)
{
	struct connection *connection = &connections[number];

	if (connection->fd < 0)
		return;
	if (connection->size + size > MOST_PENDING) {
		tell('z', number, "", 0);
		end_connection(number);
		return;
	}
	connection->pending = realloc(connection->pending, connection->size + size);
	memcpy(connection->pending + connection->size, bytes, size);
	connection->size += size;
	drain(number);
}

static void take_bytes(int number)
{
	char bytes[LONGEST_CHUNK];
	ssize_t count = recv(connections[number].fd, bytes, sizeof(bytes), 0);

	if (count > 0) {
		tell('d', number, bytes, count);
	} else if (count == 0 || errno != EAGAIN) {
		tell('z', number, "", 0);
		end_connection(number);
	}
}

static void close_connection(int number)
{
	if (connections[number].fd < 0)
		return;
	connections[number].closing = 1;
	if (connections[number].size == 0)
		end_connection(number);
}

/* ---- orders ---- */

static void answer(const void *bytes, size_t size)
{
	uint8_t text[8 + 256];
	struct timespec now;
	uint64_t nanos;

	clock_gettime(CLOCK_MONOTONIC, &now);
	nanos = now.tv_sec * 1000000000ULL + now.tv_nsec;
	for (int i = 0; i < 8; i++)
		text[i] = nanos >> 8 * i;
	size = size < 256 ? size : 256;
	memcpy(text + 8, bytes, size);
	tell('q', 0, text, 8 + size);
}

/* `bytes` has a NUL behind its end. */
static void obey(char kind, int number, char *bytes, size_t size)
{
	char *second = bytes + strlen(bytes) + 1;

	if (number >= NUMBERS) {
		complain("number %d is too high", number);
		return;
	}
	switch (kind) {
	case 'N':
		load_module(bytes, second <= bytes + size ? second : "");
		break;
	case 'D':
		make_folders(bytes);
		break;
	case 'F':
		if (second <= bytes + size)
			write_file(bytes, second, bytes + size - second);
		break;
	case 'M':
		make_folders(bytes);
		mount_or_complain("hostfs", bytes, MS_NOSUID | MS_NODEV | MS_SYNCHRONOUS, bytes);
		break;
	case 'H':
		open_handle(number, bytes);
		break;
	case 'A':
		/* meant for the board before this one, which has reset itself */
		if (handles[number] < 0)
			break;
		if (write(handles[number], bytes, size) != (ssize_t)size)
			complain("handle %d: %s", number, strerror(errno));
		break;
	case 'W':
		begin_watch(number, bytes);
		break;
	case 'R':
		run_program(number, bytes, size);
		break;
	case 'K':
		if (programs[number].pid && !programs[number].ended)
			kill(programs[number].pid, bytes[0]);
		break;
	case 'L':
		begin_listen(number, bytes);
		break;
	case 'd':
		deliver(number, (uint8_t *)bytes, size);
		break;
	case 'z':
		close_connection(number);
		break;
	case 'Q':
		answer(bytes, size);
		break;
	case 'P':
		power_off();
		break;
	default:
		complain("no such order: %d", kind);
	}
}

static void take_orders(void)
{
	static uint8_t received[4 + LONGEST + 1];
	static size_t size;
	ssize_t count = read(channel, received + size, 4 + LONGEST - size);
	size_t at = 0;

	if (count <= 0 && errno != EAGAIN && errno != EINTR)
		power_off(); /* nobody is outside any more */
	size += count > 0 ? count : 0;
	while (size - at >= 4) {
		size_t length = received[at + 2] | received[at + 3] << 8;
		uint8_t *bytes = received + at + 4, behind;

		if (size - at < 4 + length)
			break;
		behind = bytes[length];
		bytes[length] = 0;
		obey(received[at], received[at + 1], (char *)bytes, length);
		bytes[length] = behind;
		at += 4 + length;
	}
	memmove(received, received + at, size - at);
	size -= at;
}

/* ---- the loop ---- */

enum what { ORDERS, CHILDREN, WATCH, OUTPUT, LISTENER, CONNECTION };

static struct pollfd polls[4 + 4 * NUMBERS];
static struct {
	enum what what;
	int number;
} meanings[4 + 4 * NUMBERS];
static int count_of_polls;

static void await(int fd, short events, enum what what, int number)
{
	polls[count_of_polls] = (struct pollfd){ .fd = fd, .events = events };
	meanings[count_of_polls].what = what;
	meanings[count_of_polls++].number = number;
}

static void await_all(void)
{
	count_of_polls = 0;
	await(channel, POLLIN, ORDERS, 0);
	await(children, POLLIN, CHILDREN, 0);
	for (int i = 0; i < NUMBERS; i++) {
		if (watches[i].fd >= 0)
			await(watches[i].fd, POLLPRI, WATCH, i);
		if (programs[i].pid && programs[i].output >= 0)
			await(programs[i].output, POLLIN, OUTPUT, i);
		if (listeners[i] >= 0)
			await(listeners[i], POLLIN, LISTENER, i);
		if (connections[i].fd >= 0)
			await(connections[i].fd, connections[i].size ? POLLIN | POLLOUT : POLLIN,
			      CONNECTION, i);
	}
}

static void serve(enum what what, int number, short happened)
{
	switch (what) {
	case ORDERS:
		take_orders();
		break;
	case CHILDREN:
		bury();
		break;
	case WATCH:
		look(number);
		break;
	case OUTPUT:
		take_output(number);
		break;
	case LISTENER:
		accept_connection(number);
		break;
	case CONNECTION:
		if (happened & POLLOUT && connections[number].fd >= 0)
			drain(number);
		if (happened & ~POLLOUT && connections[number].fd >= 0)
			take_bytes(number);
		break;
	}
}

static void mount_system(void)
{
	mount_or_complain("proc", "/proc", 0, NULL);
	mount_or_complain("sysfs", "/sys", 0, NULL);
	mkdir("/dev/pts", 0755);
	mkdir("/dev/shm", 01777);
	mount_or_complain("devpts", "/dev/pts", 0, "ptmxmode=0666");
	mount_or_complain("tmpfs", "/dev/shm", 0, NULL);
	mount_or_complain("tmpfs", "/tmp", 0, NULL);
	mount_or_complain("tmpfs", "/run", 0, NULL);
	mount_or_complain("configfs", "/sys/kernel/config", 0, NULL);
	write_file("/proc/sys/kernel/sched_rr_timeslice_ms", TURN_MS, strlen(TURN_MS));
}

static void open_channel(const char *self)
{
	char path[4096];
	int folder = strrchr(self, '/') - self, module;

	mount("none", "/dev", "devtmpfs", 0, NULL); /* a failure shows in what follows */
	snprintf(path, sizeof(path), "%.*s/%s", folder, self, CHANNEL_MODULE);
	module = open(path, O_RDONLY | O_CLOEXEC);
	if (module < 0 || syscall(SYS_finit_module, module, "", 0)) {
		fprintf(stderr, "board: %s: %s\n", path, strerror(errno));
		power_off();
	}
	close(module);
	channel = open(CHANNEL, O_RDWR | O_CLOEXEC);
	if (channel < 0) {
		fprintf(stderr, "board: %s: %s\n", CHANNEL, strerror(errno));
		power_off();
	}
}

static void loopback_up(void)
{
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	ioctl(fd, SIOCSIFFLAGS, &request);
	close(fd);
}

int main(int count, char **arguments)
{
	struct sched_param priority = { .sched_priority = OWN_PRIORITY };
	sigset_t child;

	for (int i = 0; i < NUMBERS; i++)
		handles[i] = listeners[i] = watches[i].fd = connections[i].fd = -1;
	open_channel(count > 0 ? arguments[0] : "/");
	mount_system();
	loopback_up();
	sethostname("virtual-board", strlen("virtual-board"));
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
	signal(SIGPIPE, SIG_IGN);
	begin_reaping();
	sched_setscheduler(0, SCHED_FIFO, &priority);
	tell('b', 0, "", 0);
	for (;;) {
		await_all();
		if (poll(polls, count_of_polls, -1) < 0)
			continue;
		for (int i = 0, all = count_of_polls; i < all; i++)
			if (polls[i].revents)
				serve(meanings[i].what, meanings[i].number, polls[i].revents);
	}
}
