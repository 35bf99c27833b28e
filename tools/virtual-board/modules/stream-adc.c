// SPDX-License-Identifier: GPL-2.0
/*
 * Converters whose analog side is played from outside: an MCP3208 on SPI bus 0, chip select 0
 * (/dev/spidev0.0), and a converter of eight simultaneous channels as the IIO device
 * "virtual-mains". What they convert is written to /dev/virtual-waves in little-endian records,
 * one record a write:
 *
 *	u8 1, u8 channel, u64 mHz	the channel of the MCP3208 that plays a wave, and its rate
 *	u8 2, s16 codes[]		the wave goes on
 *	u8 3, u8 channel, u16 code	another channel of the MCP3208 stands still at this code
 *	u8 4, u8 channels, u64 mHz	frames of the IIO device, and their rate
 *	u8 5, s32 codes[]		frames go on: all channels of one instant, then the next
 *
 * A burst of conversions, one SPI message with a change of chip select after each, reads the wave
 * at the pace of the bus: 24 clocks and the gap the SPI core makes at a chip select, and the caller
 * waits as long as the bus would take. The wave's time is the board's clock; when who plays it is
 * late, a burst waits for it and time stands still meanwhile. Read, the device says what happened.
 */
#include <linux/hrtimer.h>
#include <linux/iio/buffer.h>
#include <linux/iio/iio.h>
#include <linux/iio/kfifo_buf.h>
#include <linux/math64.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/spi/spi.h>
#include <linux/uaccess.h>
#include <linux/unaligned.h>
#include <linux/wait.h>

#define SPI_CHANNELS	8
#define IIO_CHANNELS	8
#define WAVE_CODES	65536	/* a power of two; seconds of a pilot */
#define MOST_RECORD	65536	/* bytes of one write */
#define PS_PER_SECOND	1000000000000ULL
#define MILLI		1000
#define CS_GAP_NS	10000	/* what spi.c waits after a change of chip select */
#define LATE_MS		100	/* a burst waits for its wave no longer */
#define BEHIND_MS	60	/* a wave played further behind than this jumps forward */
#define CODE_MASK	4095

enum record_kind { WAVE_BEGINS = 1, WAVE, LEVEL, FRAMES_BEGIN, FRAMES };

static struct {
	struct mutex lock; /* guards the rest; never held while waiting */
	wait_queue_head_t grown;
	u8 channel;
	u64 rate_mhz;
	u64 written;	/* codes so far */
	u64 origin;	/* code played at origin_ns */
	u64 origin_ns;
	u64 conversions, waits, starved, jumps;
	u16 levels[SPI_CHANNELS];
	s16 codes[WAVE_CODES];
} wave;

static struct {
	struct iio_dev *device;
	u8 channels;
	u64 rate_mhz;
	u64 frames, dropped;
	s64 first_ns;
	s32 last[IIO_CHANNELS];
} mains;

static struct platform_device *device;

/* ---- the wave, and its time ---- */

static u64 wave_position(u64 now_ns)
{
	return wave.origin +
	       mul_u64_u64_div_u64(now_ns - wave.origin_ns, wave.rate_mhz, PS_PER_SECOND);
}

static u64 wave_span(u64 ns)
{
	return mul_u64_u64_div_u64(ns, wave.rate_mhz, PS_PER_SECOND);
}

static void wave_play(u64 code, u64 at_ns)
{
	wave.origin = code;
	wave.origin_ns = at_ns;
}

static bool wave_reaches(u64 code)
{
	bool so;

	mutex_lock(&wave.lock);
	so = wave.written > code;
	mutex_unlock(&wave.lock);
	return so;
}

/* Where a burst that begins now and lasts so long reads from; the wave is complete up to its end. */
static u64 wave_from(u64 lasts_ns)
{
	u64 now = ktime_get_ns();
	u64 first, last;
	bool late;

	if (!wave.rate_mhz)
		return 0;
	mutex_lock(&wave.lock);
	first = wave_position(now);
	last = first + wave_span(lasts_ns);
	if (wave.written > last + wave_span(BEHIND_MS * NSEC_PER_MSEC)) {
		first = wave.written - 1 - (last - first);
		last = wave.written - 1;
		wave_play(first, now);
		wave.jumps++;
	}
	late = wave.written <= last;
	mutex_unlock(&wave.lock);
	if (!late)
		return first;
	late = !wait_event_timeout(wave.grown, wave_reaches(last), msecs_to_jiffies(LATE_MS));
	mutex_lock(&wave.lock);
	wave.waits++;
	wave.starved += late;
	wave_play(first, ktime_get_ns());
	mutex_unlock(&wave.lock);
	return first;
}

static u16 wave_code(u64 position)
{
	if (!wave.written)
		return 0;
	if (position >= wave.written)
		position = wave.written - 1;
	return wave.codes[position % WAVE_CODES] & CODE_MASK;
}

/* ---- the MCP3208, clock by clock ---- */

struct conversion {
	u64 position;	/* in the wave, when it samples */
	int clock;	/* since the start bit; negative before it */
	int command;	/* single-ended, D2 … D0 */
	u16 code;
};

static u16 level_of(int channel, u64 position)
{
	return wave.rate_mhz && channel == wave.channel ? wave_code(position) :
							  wave.levels[channel];
}

static u16 converted(const struct conversion *conv)
{
	int channel = conv->command & 7;
	int code = level_of(channel, conv->position);

	if (!(conv->command & 8)) /* differential: IN+ is the channel, IN- its neighbour */
		code -= level_of(channel ^ 1, conv->position);
	return max(code, 0);
}

/* One clock: start bit, single-ended, D2, D1, D0, sample, null bit, B11 … B0, then zeros. */
static bool clocked(struct conversion *conv, bool in)
{
	if (conv->clock < 0) {
		conv->clock = in ? 0 : -1;
		return false;
	}
	conv->clock++;
	if (conv->clock <= 4)
		conv->command = conv->command << 1 | in;
	else if (conv->clock == 5)
		conv->code = converted(conv);
	if (conv->clock < 7 || conv->clock > 18)
		return false;
	return conv->code >> (18 - conv->clock) & 1;
}

static void convert(struct conversion *conv, const struct spi_transfer *transfer)
{
	const u8 *tx = transfer->tx_buf;
	u8 *rx = transfer->rx_buf;

	for (unsigned int i = 0; i < transfer->len; i++) {
		u8 out = 0;

		for (int bit = 7; bit >= 0; bit--)
			out = out << 1 | clocked(conv, tx && tx[i] >> bit & 1);
		if (rx)
			rx[i] = out;
	}
}

static u64 transfer_ns(const struct spi_transfer *transfer, bool last)
{
	u64 bits = (u64)transfer->len * 8 * NSEC_PER_SEC;

	return div_u64(bits, transfer->speed_hz) + (transfer->cs_change && !last ? CS_GAP_NS : 0);
}

static int bus_message(struct spi_controller *bus, struct spi_message *message)
{
	struct spi_transfer *transfer;
	u64 begin, lasts = 0, at = 0;
	struct conversion conv = { .clock = -1 };
	ktime_t end;

	list_for_each_entry(transfer, &message->transfers, transfer_list)
		lasts += transfer_ns(transfer, list_is_last(&transfer->transfer_list,
							    &message->transfers));
	begin = wave_from(lasts);
	end = ktime_add_ns(ktime_get(), lasts);
	mutex_lock(&wave.lock);
	list_for_each_entry(transfer, &message->transfers, transfer_list) {
		bool last = list_is_last(&transfer->transfer_list, &message->transfers);

		if (conv.clock < 0)
			conv.position = begin + wave_span(at);
		convert(&conv, transfer);
		message->actual_length += transfer->len;
		at += transfer_ns(transfer, last);
		if (transfer->cs_change || last) {
			wave.conversions++;
			conv = (struct conversion){ .clock = -1 };
		}
	}
	mutex_unlock(&wave.lock);
	set_current_state(TASK_UNINTERRUPTIBLE);
	schedule_hrtimeout(&end, HRTIMER_MODE_ABS);
	message->status = 0;
	spi_finalize_current_message(bus);
	return 0;
}

static int bus_add(struct platform_device *pdev)
{
	struct spi_board_info chip = { .modalias = "dh2228fv", .max_speed_hz = 2000000 };
	struct spi_controller *bus = devm_spi_alloc_host(&pdev->dev, 0);
	int failed;

	if (!bus)
		return -ENOMEM;
	bus->bus_num = 0;
	bus->num_chipselect = 1;
	bus->mode_bits = SPI_CPOL | SPI_CPHA;
	bus->transfer_one_message = bus_message;
	failed = devm_spi_register_controller(&pdev->dev, bus);
	if (failed)
		return failed;
	return spi_new_device(bus, &chip) ? 0 : -ENODEV;
}

/* ---- the converter of the mains ---- */

#define INPUT(n) {							\
	.type = IIO_VOLTAGE, .indexed = 1, .channel = (n),		\
	.info_mask_separate = BIT(IIO_CHAN_INFO_RAW),			\
	.info_mask_shared_by_all = BIT(IIO_CHAN_INFO_SAMP_FREQ),	\
	.scan_index = (n),						\
	.scan_type = { .sign = 's', .realbits = 24, .storagebits = 32, .endianness = IIO_LE } }

static const struct iio_chan_spec mains_channels[] = {
	INPUT(0), INPUT(1), INPUT(2), INPUT(3), INPUT(4), INPUT(5), INPUT(6), INPUT(7),
	IIO_CHAN_SOFT_TIMESTAMP(IIO_CHANNELS),
};

static int mains_read(struct iio_dev *iio, const struct iio_chan_spec *channel, int *value,
		      int *micro, long what)
{
	u32 rest;

	switch (what) {
	case IIO_CHAN_INFO_RAW:
		*value = mains.last[channel->channel];
		return IIO_VAL_INT;
	case IIO_CHAN_INFO_SAMP_FREQ:
		*value = div_u64_rem(mains.rate_mhz, MILLI, &rest);
		*micro = rest * MILLI;
		return IIO_VAL_INT_PLUS_MICRO;
	default:
		return -EINVAL;
	}
}

static const struct iio_info mains_info = { .read_raw = mains_read };

static int mains_add(struct platform_device *pdev)
{
	struct iio_dev *iio = devm_iio_device_alloc(&pdev->dev, 0);
	int failed;

	if (!iio)
		return -ENOMEM;
	iio->name = "virtual-mains";
	iio->info = &mains_info;
	iio->channels = mains_channels;
	iio->num_channels = ARRAY_SIZE(mains_channels);
	failed = devm_iio_kfifo_buffer_setup(&pdev->dev, iio, NULL);
	if (failed)
		return failed;
	failed = devm_iio_device_register(&pdev->dev, iio);
	if (!failed)
		mains.device = iio;
	return failed;
}

/* Timestamps are as even as the converter's own clock, whenever the frames arrived. */
static void mains_push(const u8 *codes)
{
	struct {
		s32 codes[IIO_CHANNELS];
		aligned_s64 timestamp;
	} scan = {};
	int at = 0;
	s64 ns = mains.first_ns +
		 mul_u64_u64_div_u64(mains.frames, PS_PER_SECOND, mains.rate_mhz);

	for (int i = 0; i < mains.channels; i++)
		mains.last[i] = get_unaligned_le32(codes + 4 * i);
	mains.frames++;
	if (!iio_buffer_enabled(mains.device))
		return;
	for (int i = 0; i < IIO_CHANNELS; i++)
		if (test_bit(i, mains.device->active_scan_mask))
			scan.codes[at++] = cpu_to_le32(mains.last[i]);
	if (iio_push_to_buffers_with_timestamp(mains.device, &scan, ns))
		mains.dropped++;
}

/* ---- /dev/virtual-waves ---- */

static int wave_begins(const u8 *record, size_t size)
{
	if (size != 10 || record[1] >= SPI_CHANNELS || !get_unaligned_le64(record + 2))
		return -EINVAL;
	wave.channel = record[1];
	wave.rate_mhz = get_unaligned_le64(record + 2);
	wave.written = 0;
	wave_play(0, ktime_get_ns());
	return 0;
}

static int wave_goes_on(const u8 *record, size_t size)
{
	if (size < 3 || size % 2 != 1 || !wave.rate_mhz)
		return -EINVAL;
	for (size_t i = 1; i < size; i += 2)
		wave.codes[wave.written++ % WAVE_CODES] = get_unaligned_le16(record + i);
	wake_up(&wave.grown);
	return 0;
}

static int frames_begin(const u8 *record, size_t size)
{
	if (size != 10 || !record[1] || record[1] > IIO_CHANNELS || !get_unaligned_le64(record + 2))
		return -EINVAL;
	mains.channels = record[1];
	mains.rate_mhz = get_unaligned_le64(record + 2);
	mains.frames = 0;
	mains.first_ns = iio_get_time_ns(mains.device);
	return 0;
}

static int frames_go_on(const u8 *record, size_t size)
{
	size_t frame = 4 * mains.channels;

	if (!frame || size < 1 + frame || (size - 1) % frame)
		return -EINVAL;
	for (size_t at = 1; at < size; at += frame)
		mains_push(record + at);
	return 0;
}

static int take(const u8 *record, size_t size)
{
	switch (record[0]) {
	case WAVE_BEGINS:
		return wave_begins(record, size);
	case WAVE:
		return wave_goes_on(record, size);
	case LEVEL:
		if (size != 4 || record[1] >= SPI_CHANNELS)
			return -EINVAL;
		wave.levels[record[1]] = get_unaligned_le16(record + 2) & CODE_MASK;
		return 0;
	case FRAMES_BEGIN:
		return frames_begin(record, size);
	case FRAMES:
		return frames_go_on(record, size);
	default:
		return -EINVAL;
	}
}

static ssize_t waves_write(struct file *file, const char __user *from, size_t size, loff_t *at)
{
	u8 *record;
	int failed;

	if (!size || size > MOST_RECORD)
		return -EINVAL;
	record = memdup_user(from, size);
	if (IS_ERR(record))
		return PTR_ERR(record);
	mutex_lock(&wave.lock);
	failed = take(record, size);
	mutex_unlock(&wave.lock);
	kfree(record);
	return failed ? failed : size;
}

static ssize_t waves_read(struct file *file, char __user *to, size_t size, loff_t *at)
{
	char text[256];
	int length = scnprintf(text, sizeof(text),
			       "conversions %llu waits %llu starved %llu jumps %llu frames %llu dropped %llu\n",
			       wave.conversions, wave.waits, wave.starved, wave.jumps, mains.frames,
			       mains.dropped);

	return simple_read_from_buffer(to, size, at, text, length);
}

static const struct file_operations waves_operations = {
	.owner = THIS_MODULE,
	.read = waves_read,
	.write = waves_write,
};

static struct miscdevice waves = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "virtual-waves",
	.fops = &waves_operations,
	.mode = 0600,
};

static int converters_probe(struct platform_device *pdev)
{
	int failed = bus_add(pdev);

	if (!failed)
		failed = mains_add(pdev);
	return failed;
}

static struct platform_driver converters = {
	.driver = { .name = "virtual-converters" },
	.probe = converters_probe,
};

static int __init converters_init(void)
{
	int failed;

	mutex_init(&wave.lock);
	init_waitqueue_head(&wave.grown);
	failed = platform_driver_register(&converters);
	if (failed)
		return failed;
	device = platform_device_register_simple("virtual-converters", PLATFORM_DEVID_NONE, NULL, 0);
	failed = PTR_ERR_OR_ZERO(device);
	if (!failed && !mains.device)
		failed = -ENODEV;
	if (!failed)
		failed = misc_register(&waves);
	if (failed) {
		if (!IS_ERR(device))
			platform_device_unregister(device);
		platform_driver_unregister(&converters);
	}
	return failed;
}

static void __exit converters_exit(void)
{
	misc_deregister(&waves);
	platform_device_unregister(device);
	platform_driver_unregister(&converters);
}

module_init(converters_init);
module_exit(converters_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("MCP3208 and a mains converter whose codes are streamed from outside");
