// SPDX-License-Identifier: GPL-2.0
/*
 * The byte channel between the board and whoever plays its surroundings: a file of the host, mapped
 * by the user-mode kernel as I/O memory ("iomem=ring,FILE"), as one character device, /dev/host-ring.
 *
 *	offset	   0	u64 bytes written by outside	 64  u64 bytes read by the board
 *	offset	 128	u64 bytes written by the board	192  u64 bytes read by outside
 *	offset	 256	u64 changes while somebody is outside
 *	offset	4096	ring to the board, then ring to outside: half of the rest each
 *
 * Both look at the other's counters every half millisecond. A write is published as a whole. A board
 * that begins drops what was written for the one before; one whose outside has gone powers off.
 */
#include <linux/delay.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/reboot.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#define HEAD 4096
#define LOOK_US 500
#define GONE_SECONDS 30

extern unsigned long find_iomem(char *driver, unsigned long *length);

struct ring {
	u64 *written, *read;
	char *bytes;
};

static struct ring in, out;
static u64 *alive;
static unsigned long size; /* of each ring */
static DECLARE_WAIT_QUEUE_HEAD(changed);
static struct task_struct *watcher;

static u64 filled(const struct ring *ring)
{
	return smp_load_acquire(ring->written) - smp_load_acquire(ring->read);
}

static ssize_t ring_read(struct file *file, char __user *to, size_t count, loff_t *unused)
{
	u64 at = *in.read;
	size_t ready, first;

	if (!filled(&in)) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(changed, filled(&in)))
			return -ERESTARTSYS;
	}
	ready = min_t(u64, filled(&in), count);
	first = min_t(size_t, ready, size - at % size);
	if (copy_to_user(to, in.bytes + at % size, first) ||
	    copy_to_user(to + first, in.bytes, ready - first))
		return -EFAULT;
	smp_store_release(in.read, at + ready);
	return ready;
}

static ssize_t ring_write(struct file *file, const char __user *from, size_t count, loff_t *unused)
{
	u64 at = *out.written;
	size_t first;

	if (count > size)
		return -EMSGSIZE;
	if (wait_event_interruptible(changed, size - filled(&out) >= count))
		return -ERESTARTSYS;
	first = min_t(size_t, count, size - at % size);
	if (copy_from_user(out.bytes + at % size, from, first) ||
	    copy_from_user(out.bytes, from + first, count - first))
		return -EFAULT;
	smp_store_release(out.written, at + count);
	return count;
}

static __poll_t ring_poll(struct file *file, poll_table *table)
{
	poll_wait(file, &changed, table);
	return (filled(&in) ? EPOLLIN | EPOLLRDNORM : 0) |
	       (filled(&out) < size ? EPOLLOUT | EPOLLWRNORM : 0);
}

static const struct file_operations ring_operations = {
	.owner = THIS_MODULE,
	.read = ring_read,
	.write = ring_write,
	.poll = ring_poll,
};

static struct miscdevice device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "host-ring",
	.fops = &ring_operations,
	.mode = 0600,
};

static int watch(void *nothing)
{
	unsigned long seen_at = jiffies;
	u64 seen = 0;

	while (!kthread_should_stop()) {
		u64 beat = READ_ONCE(*alive);

		if (waitqueue_active(&changed))
			wake_up(&changed);
		if (beat != seen) {
			seen = beat;
			seen_at = jiffies;
		} else if (time_after(jiffies, seen_at + GONE_SECONDS * HZ)) {
			pr_emerg("host-ring: nobody is outside\n");
			kernel_power_off();
		}
		usleep_range(LOOK_US, LOOK_US + 50);
	}
	return 0;
}

static int __init ring_init(void)
{
	unsigned long length;
	char *memory = (char *)find_iomem("ring", &length);
	int failed;

	if (!memory || length <= HEAD)
		return -ENODEV;
	/* the kernel rounds a file's size up, and adds a page to a whole number of them */
	size = rounddown_pow_of_two((length - HEAD) / 2);
	in = (struct ring){ (u64 *)memory, (u64 *)(memory + 64), memory + HEAD };
	out = (struct ring){ (u64 *)(memory + 128), (u64 *)(memory + 192), memory + HEAD + size };
	alive = (u64 *)(memory + 256);
	*in.read = *in.written;
	failed = misc_register(&device);
	if (failed)
		return failed;
	watcher = kthread_run(watch, NULL, "host-ring");
	if (IS_ERR(watcher)) {
		misc_deregister(&device);
		return PTR_ERR(watcher);
	}
	sched_set_fifo(watcher);
	return 0;
}

static void __exit ring_exit(void)
{
	kthread_stop(watcher);
	misc_deregister(&device);
}

module_init(ring_init);
module_exit(ring_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("byte channel to the host through shared memory");
