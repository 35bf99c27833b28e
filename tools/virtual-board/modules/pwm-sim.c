// SPDX-License-Identifier: GPL-2.0
/*
 * A PWM chip without pins: the program sees the kernel's /sys/class/pwm, and whoever plays the
 * circuits reads what the generator would do from one attribute,
 *
 *	/sys/devices/platform/virtual-pwm/applied
 *	0 1000000 266700 1 0 7	(channel, period ns, duty ns, enabled, inverted, changes so far)
 *
 * one line a channel, which wakes who polls it for POLLPRI at every change.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/pwm.h>
#include <linux/spinlock.h>

#define CHANNELS 2

struct generator {
	struct device *dev;
	spinlock_t lock; /* guards the rest */
	struct pwm_state applied[CHANNELS];
	u64 changes[CHANNELS];
};

static struct platform_device *device;

static int generator_apply(struct pwm_chip *chip, struct pwm_device *pwm,
			   const struct pwm_state *wanted)
{
	struct generator *gen = pwmchip_get_drvdata(chip);
	unsigned long flags;

	spin_lock_irqsave(&gen->lock, flags);
	gen->applied[pwm->hwpwm] = *wanted;
	gen->changes[pwm->hwpwm]++;
	spin_unlock_irqrestore(&gen->lock, flags);
	sysfs_notify(&gen->dev->kobj, NULL, "applied");
	return 0;
}

static int generator_state(struct pwm_chip *chip, struct pwm_device *pwm, struct pwm_state *state)
{
	struct generator *gen = pwmchip_get_drvdata(chip);
	const struct pwm_state *now = &gen->applied[pwm->hwpwm];

	state->period = now->period;
	state->duty_cycle = now->duty_cycle;
	state->polarity = now->polarity;
	state->enabled = now->enabled;
	return 0;
}

static const struct pwm_ops generator_ops = {
	.apply = generator_apply,
	.get_state = generator_state,
};

static ssize_t applied_show(struct device *dev, struct device_attribute *attr, char *page)
{
	struct generator *gen = dev_get_drvdata(dev);
	struct pwm_state states[CHANNELS];
	u64 changes[CHANNELS];
	unsigned long flags;
	int size = 0;

	spin_lock_irqsave(&gen->lock, flags);
	memcpy(states, gen->applied, sizeof(states));
	memcpy(changes, gen->changes, sizeof(changes));
	spin_unlock_irqrestore(&gen->lock, flags);
	for (int i = 0; i < CHANNELS; i++)
		size += sysfs_emit_at(page, size, "%d %llu %llu %d %d %llu\n", i, states[i].period,
				      states[i].duty_cycle, states[i].enabled,
				      states[i].polarity == PWM_POLARITY_INVERSED, changes[i]);
	return size;
}
static DEVICE_ATTR_RO(applied);

static struct attribute *generator_attrs[] = { &dev_attr_applied.attr, NULL };
ATTRIBUTE_GROUPS(generator);

static int generator_probe(struct platform_device *pdev)
{
	struct pwm_chip *chip = devm_pwmchip_alloc(&pdev->dev, CHANNELS, sizeof(struct generator));
	struct generator *gen;

	if (IS_ERR(chip))
		return PTR_ERR(chip);
	gen = pwmchip_get_drvdata(chip);
	gen->dev = &pdev->dev;
	spin_lock_init(&gen->lock);
	chip->ops = &generator_ops;
	platform_set_drvdata(pdev, gen);
	return devm_pwmchip_add(&pdev->dev, chip);
}

static struct platform_driver generator_driver = {
	.driver = { .name = "virtual-pwm", .dev_groups = generator_groups },
	.probe = generator_probe,
};

static int __init generator_init(void)
{
	int failed = platform_driver_register(&generator_driver);

	if (failed)
		return failed;
	device = platform_device_register_simple("virtual-pwm", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(device)) {
		platform_driver_unregister(&generator_driver);
		return PTR_ERR(device);
	}
	return 0;
}

static void __exit generator_exit(void)
{
	platform_device_unregister(device);
	platform_driver_unregister(&generator_driver);
}

module_init(generator_init);
module_exit(generator_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("PWM chip whose applied state can be read and polled");
