// SPDX-License-Identifier: GPL-2.0
/*
 * The levels of all lines of the GPIO chip labelled "virtual-gpio", as one attribute that can be
 * polled: gpio-sim shows each, but wakes nobody.
 *
 *	/sys/devices/platform/virtual-lines/levels
 *	0110000000000000	offset 0 first
 *
 * Lines are looked at every millisecond; what is shorter is not seen.
 */
#include <linux/delay.h>
#include <linux/gpio/consumer.h>
#include <linux/gpio/driver.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/platform_device.h>

#define MOST_LINES 64
#define PERIOD_US 1000

static struct platform_device *device;
static struct gpio_device *chip;
static struct task_struct *watcher;
static int lines;
static u64 seen;

static u64 look(void)
{
	u64 levels = 0;

	for (int i = 0; i < lines; i++) {
		struct gpio_desc *line = gpio_device_get_desc(chip, i);

		if (!IS_ERR(line) && gpiod_get_raw_value_cansleep(line) > 0)
			levels |= BIT_ULL(i);
	}
	return levels;
}

static int watch(void *nothing)
{
	while (!kthread_should_stop()) {
		u64 now = look();

		if (now != READ_ONCE(seen)) {
			WRITE_ONCE(seen, now);
			sysfs_notify(&device->dev.kobj, NULL, "levels");
		}
		usleep_range(PERIOD_US, PERIOD_US + 100);
	}
	return 0;
}

static ssize_t levels_show(struct device *dev, struct device_attribute *attr, char *page)
{
	u64 levels = READ_ONCE(seen);
	int size = 0;

	for (int i = 0; i < lines; i++)
		page[size++] = levels & BIT_ULL(i) ? '1' : '0';
	page[size++] = '\n';
	return size;
}
static DEVICE_ATTR_RO(levels);

static int __init watch_init(void)
{
	int failed;

	chip = gpio_device_find_by_label("virtual-gpio");
	if (!chip)
		return -EPROBE_DEFER;
	lines = min_t(int, gpio_device_get_chip(chip)->ngpio, MOST_LINES);
	device = platform_device_register_simple("virtual-lines", PLATFORM_DEVID_NONE, NULL, 0);
	failed = PTR_ERR_OR_ZERO(device);
	if (failed)
		goto put;
	failed = device_create_file(&device->dev, &dev_attr_levels);
	if (failed)
		goto unregister;
	watcher = kthread_run(watch, NULL, "line-watch");
	failed = PTR_ERR_OR_ZERO(watcher);
	if (!failed) {
		sched_set_fifo(watcher);
		return 0;
	}
	device_remove_file(&device->dev, &dev_attr_levels);
unregister:
	platform_device_unregister(device);
put:
	gpio_device_put(chip);
	return failed;
}

static void __exit watch_exit(void)
{
	kthread_stop(watcher);
	device_remove_file(&device->dev, &dev_attr_levels);
	platform_device_unregister(device);
	gpio_device_put(chip);
}

module_init(watch_init);
module_exit(watch_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("levels of a GPIO chip's lines, for poll(2)");
