// SPDX-License-Identifier: GPL-2.0
/*
 * An I2C bus (the first free one, /dev/i2c-0) with two chips of registers of 16 bits, big-endian,
 * an LM75 at 0x48 and an ADS1115 at 0x4a, and a clock chip of registers of 8 bits, an RV-3028 at
 * 0x52, which the kernel's own driver has. Plain messages (I2C_RDWR) and SMBus work both.
 *
 *	/sys/devices/platform/virtual-i2c/temperature	register 0 of the LM75, signed, 1/256 degC
 *	/sys/devices/platform/virtual-i2c/inputs	codes of AIN0 … AIN3, four signed numbers
 *	/sys/devices/platform/virtual-i2c/answers	0: nobody acknowledges
 *	/sys/devices/platform/virtual-i2c/event		what the clock's event input has latched: 0,
 *							or 1 and its second since 1970; without a
 *							second the stamp is no date
 *	/sys/devices/platform/virtual-i2c/rearmed	how often the driver has cleared that; the
 *							kernel says when it changes (POLLPRI)
 */
#include <linux/bcd.h>
#include <linux/i2c.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/rtc.h>
#include <linux/timekeeping.h>
#include <linux/unaligned.h>

#define LM75		0x48
#define ADS1115		0x4a
#define RV3028		0x52
#define REGISTERS	4
#define INPUTS		4

#define CONVERSION	0 /* registers of the ADS1115 */
#define CONFIG		1
#define CONFIG_RESET	0x8583
#define START		BIT(15) /* written 1: begins a conversion; read 1: none is under way */
#define SINGLE_ENDED	BIT(14)

#define CLOCK		0x00 /* registers of the RV-3028: second, minute, hour, weekday, day, month, year */
#define EVENT_CONTROL	0x13
#define EVENTS		0x14 /* their number, then second, minute, hour, day, month, year of the last */
#define EVENT_BYTES	7
#define CLOCK_CHIP	0x40
#define FORGET_EVENTS	BIT(2)

struct chip {
	u8 address;
	u8 pointer;
	u16 registers[REGISTERS];
};

static struct chip lm75 = { .address = LM75, .registers = { 25 << 8, 0, 75 << 8, 80 << 8 } };
static struct chip ads1115 = { .address = ADS1115,
			       .registers = { 0, CONFIG_RESET, 0x8000, 0x7fff } };
static u8 rv3028[CLOCK_CHIP], rv3028_pointer;
static int rearmed;
static int inputs[INPUTS];
static bool answers = true;
static struct platform_device *device;

/* The conversion is over before anybody can ask. */
static void ads1115_convert(u16 config)
{
	int mux = config >> 12 & 3;
	static const u8 positive[] = { 0, 0, 1, 2 }, negative[] = { 1, 3, 3, 3 };
	int code = config & SINGLE_ENDED ? inputs[mux] :
					   inputs[positive[mux]] - inputs[negative[mux]];

	ads1115.registers[CONVERSION] = clamp(code, -32768, 32767);
	ads1115.registers[CONFIG] |= START;
}

static void chip_write(struct chip *chip, const struct i2c_msg *message)
{
	if (!message->len)
		return;
	chip->pointer = message->buf[0] % REGISTERS;
	if (message->len < 3)
		return;
	chip->registers[chip->pointer] = get_unaligned_be16(message->buf + 1);
	if (chip == &ads1115 && chip->pointer == CONFIG)
		ads1115_convert(chip->registers[CONFIG]);
}

static void chip_read(struct chip *chip, struct i2c_msg *message)
{
	u16 value = chip->registers[chip->pointer];

	for (int i = 0; i < message->len; i++)
		message->buf[i] = i % 2 ? value : value >> 8;
}

static void rv3028_write(const struct i2c_msg *message)
{
	if (!message->len)
		return;
	rv3028_pointer = message->buf[0] % CLOCK_CHIP;
	for (int i = 1; i < message->len; i++) {
		rv3028[rv3028_pointer] = message->buf[i];
		rv3028_pointer = (rv3028_pointer + 1) % CLOCK_CHIP;
	}
	if (!(rv3028[EVENT_CONTROL] & FORGET_EVENTS))
		return;
	rv3028[EVENT_CONTROL] &= ~FORGET_EVENTS;
	memset(rv3028 + EVENTS, 0, EVENT_BYTES);
	rearmed++;
	sysfs_notify(&device->dev.kobj, NULL, "rearmed");
}

/* The chip's clock is always right. */
static void rv3028_read(struct i2c_msg *message)
{
	struct rtc_time now;

	rtc_time64_to_tm(ktime_get_real_seconds(), &now);
	rv3028[CLOCK] = bin2bcd(now.tm_sec);
	rv3028[CLOCK + 1] = bin2bcd(now.tm_min);
	rv3028[CLOCK + 2] = bin2bcd(now.tm_hour);
	rv3028[CLOCK + 3] = now.tm_wday;
	rv3028[CLOCK + 4] = bin2bcd(now.tm_mday);
	rv3028[CLOCK + 5] = bin2bcd(now.tm_mon + 1);
	rv3028[CLOCK + 6] = bin2bcd(now.tm_year % 100);
	for (int i = 0; i < message->len; i++) {
		message->buf[i] = rv3028[rv3028_pointer];
		rv3028_pointer = (rv3028_pointer + 1) % CLOCK_CHIP;
	}
}

static int bus_transfer(struct i2c_adapter *bus, struct i2c_msg *messages, int count)
{
	for (int i = 0; i < count; i++) {
		bool read = messages[i].flags & I2C_M_RD;
		struct chip *chip = messages[i].addr == LM75	? &lm75 :
				    messages[i].addr == ADS1115 ? &ads1115 :
								  NULL;

		if ((!chip && messages[i].addr != RV3028) || !answers)
			return -ENXIO;
		if (!chip && read)
			rv3028_read(&messages[i]);
		else if (!chip)
			rv3028_write(&messages[i]);
		else if (read)
			chip_read(chip, &messages[i]);
		else
			chip_write(chip, &messages[i]);
	}
	return count;
}

static u32 bus_abilities(struct i2c_adapter *bus)
{
	return I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL;
}

static const struct i2c_algorithm bus_algorithm = {
	.xfer = bus_transfer,
	.functionality = bus_abilities,
};

static struct i2c_adapter bus = {
	.owner = THIS_MODULE,
	.name = "virtual-i2c",
	.algo = &bus_algorithm,
};

static ssize_t temperature_store(struct device *dev, struct device_attribute *attr,
				 const char *text, size_t size)
{
	s16 value;
	int failed = kstrtos16(text, 0, &value);

	if (failed)
		return failed;
	lm75.registers[0] = value;
	return size;
}
static DEVICE_ATTR_WO(temperature);

static ssize_t inputs_store(struct device *dev, struct device_attribute *attr, const char *text,
			    size_t size)
{
	int codes[INPUTS];

	if (sscanf(text, "%d %d %d %d", &codes[0], &codes[1], &codes[2], &codes[3]) != INPUTS)
		return -EINVAL;
	memcpy(inputs, codes, sizeof(inputs));
	return size;
}
static DEVICE_ATTR_WO(inputs);

static ssize_t answers_store(struct device *dev, struct device_attribute *attr, const char *text,
			     size_t size)
{
	int failed = kstrtobool(text, &answers);

	return failed ? failed : size;
}
static DEVICE_ATTR_WO(answers);

static ssize_t event_store(struct device *dev, struct device_attribute *attr, const char *text,
			   size_t size)
{
	u8 *stamp = rv3028 + EVENTS;
	struct rtc_time at;
	int events;
	s64 second;
	int said = sscanf(text, "%d %lld", &events, &second);

	if (said < 1 || events < 0 || events > 255)
		return -EINVAL;
	memset(stamp, 0, EVENT_BYTES);
	stamp[0] = events;
	if (said < 2)
		return size;
	rtc_time64_to_tm(second, &at);
	stamp[1] = bin2bcd(at.tm_sec);
	stamp[2] = bin2bcd(at.tm_min);
	stamp[3] = bin2bcd(at.tm_hour);
	stamp[4] = bin2bcd(at.tm_mday);
	stamp[5] = bin2bcd(at.tm_mon + 1);
	stamp[6] = bin2bcd(at.tm_year % 100);
	return size;
}
static DEVICE_ATTR_WO(event);

static ssize_t rearmed_show(struct device *dev, struct device_attribute *attr, char *text)
{
	return sysfs_emit(text, "%d\n", rearmed);
}
static DEVICE_ATTR_RO(rearmed);

static struct attribute *bus_attrs[] = {
	&dev_attr_temperature.attr,
	&dev_attr_inputs.attr,
	&dev_attr_answers.attr,
	&dev_attr_event.attr,
	&dev_attr_rearmed.attr,
	NULL,
};
ATTRIBUTE_GROUPS(bus);

static int bus_probe(struct platform_device *pdev)
{
	struct i2c_board_info clock = { I2C_BOARD_INFO("rv3028", RV3028) };
	int failed;

	bus.dev.parent = &pdev->dev;
	failed = i2c_add_adapter(&bus);
	if (!failed)
		i2c_new_client_device(&bus, &clock);
	return failed;
}

static void bus_remove(struct platform_device *pdev)
{
	i2c_del_adapter(&bus);
}

static struct platform_driver bus_driver = {
	.driver = { .name = "virtual-i2c", .dev_groups = bus_groups },
	.probe = bus_probe,
	.remove = bus_remove,
};

static int __init bus_init(void)
{
	int failed = platform_driver_register(&bus_driver);

	if (failed)
		return failed;
	device = platform_device_register_simple("virtual-i2c", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(device)) {
		platform_driver_unregister(&bus_driver);
		return PTR_ERR(device);
	}
	return 0;
}

static void __exit bus_exit(void)
{
	platform_device_unregister(device);
	platform_driver_unregister(&bus_driver);
}

module_init(bus_init);
module_exit(bus_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("I2C bus with an LM75 and an ADS1115 whose values are set from outside");
