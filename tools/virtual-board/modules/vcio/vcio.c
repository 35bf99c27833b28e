// SPDX-License-Identifier: GPL-2.0-only
/*
 * /dev/vcio: the property mailbox of a Raspberry Pi's firmware for programs.
 *
 * The maker's kernels have this device, mainline has the firmware driver alone. One ioctl,
 * _IOWR(100, 0, char *), takes a message of words in the caller's memory
 *
 *	length in bytes | 0 | tag, value length, request, values ... | 0
 *
 * and leaves the firmware's answer there: word 1 becomes 0x80000000 when it was understood. Only a
 * privileged program may ask, since some tags write one-time-programmable memory.
 */
#include <linux/capability.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/of.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <soc/bcm2835/raspberrypi-firmware.h>

#define VCIO_PROPERTY _IOWR(100, 0, char *)
#define VCIO_HEADER 2 /* words before the tags */
#define VCIO_AROUND (3 * sizeof(u32)) /* bytes that are not tags */
#define VCIO_MOST 4096 /* bytes */

static struct rpi_firmware *firmware;

static long vcio_property(u32 __user *user)
{
	u32 length;
	u32 *message;
	long failed;

	if (get_user(length, user))
		return -EFAULT;
	if (length < VCIO_AROUND || length > VCIO_MOST || length % sizeof(u32))
		return -EINVAL;
	message = memdup_user(user, length);
	if (IS_ERR(message))
		return PTR_ERR(message);
	/* the caller may have changed the length since it was judged */
	message[0] = length;
	failed = rpi_firmware_property_list(firmware, &message[VCIO_HEADER], length - VCIO_AROUND);
	if (!failed) {
		message[1] = RPI_FIRMWARE_STATUS_SUCCESS;
		if (copy_to_user(user, message, length))
			failed = -EFAULT;
	}
	kfree_sensitive(message);
	return failed;
}

static long vcio_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	if (command != VCIO_PROPERTY)
		return -ENOTTY;
	if (!capable(CAP_SYS_RAWIO))
		return -EPERM;
	return vcio_property((u32 __user *)argument);
}

static const struct file_operations vcio_operations = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = vcio_ioctl,
};

static struct miscdevice vcio_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "vcio",
	.fops = &vcio_operations,
	.mode = 0600,
};

static int __init vcio_begin(void)
{
	struct device_node *node;
	int failed;

	node = of_find_compatible_node(NULL, NULL, "raspberrypi,bcm2835-firmware");
	if (!node)
		return -ENODEV;
	firmware = rpi_firmware_get(node);
	of_node_put(node);
	if (!firmware)
		return -EPROBE_DEFER;
	failed = misc_register(&vcio_device);
	if (failed)
		rpi_firmware_put(firmware);
	return failed;
}

static void __exit vcio_end(void)
{
	misc_deregister(&vcio_device);
	rpi_firmware_put(firmware);
}

module_init(vcio_begin);
module_exit(vcio_end);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Property mailbox of a Raspberry Pi's firmware as /dev/vcio");
