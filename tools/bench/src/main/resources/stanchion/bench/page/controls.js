// Every verb of a scenario as a control: what a control sends is the line a scenario would hold.
import { act } from './send.js';

const panel = document.getElementById('controls');

function heading(text) {
  const element = document.createElement('h3');
  element.textContent = text;
  return element;
}

function row(text, ...parts) {
  const element = document.createElement('div');
  element.className = 'row';
  const label = document.createElement('span');
  label.className = 'label';
  label.textContent = text;
  element.append(label, ...parts);
  return element;
}

function pair(left, right) {
  const element = document.createElement('div');
  element.className = 'pair';
  element.append(left, right);
  return element;
}

function button(text, line, css = '') {
  const element = document.createElement('button');
  element.textContent = text;
  element.className = css;
  element.addEventListener('click', () => act(typeof line === 'function' ? line() : line));
  element.dataset.verb = typeof line === 'function' ? '' : line;
  return element;
}

/** Buttons of which one is pressed; the first is how the bench starts. An alarm is not the first. */
function segments(...choices) {
  const element = document.createElement('div');
  element.className = 'segments';
  choices.forEach(([text, line, css], i) => {
    const one = document.createElement('button');
    one.textContent = text;
    one.className = css ?? '';
    one.dataset.verb = line;
    one.setAttribute('aria-pressed', i === 0);
    one.addEventListener('click', async () => {
      if (await act(line)) press(one);
    });
    element.append(one);
  });
  return element;
}

function press(one) {
  for (const each of one.parentElement.children) each.setAttribute('aria-pressed', each === one);
}

function number(value, unit, name, step = 1) {
  const input = document.createElement('input');
  Object.assign(input, { type: 'number', value, step, name });
  input.setAttribute('aria-label', name);
  const label = document.createElement('span');
  label.className = 'unit';
  label.textContent = unit;
  return { input, parts: [input, label], get text() { return input.value + unit; } };
}

function select(name, ...values) {
  const element = document.createElement('select');
  element.setAttribute('aria-label', name);
  element.append(...values.map(([text, value]) => new Option(text, value)));
  return element;
}

/** Enter in a field does what the button beside it does. */
function withEnter(line, apply) {
  line.querySelectorAll('input').forEach(input => input.addEventListener('keydown', event => {
    if (event.key === 'Enter') apply.click();
  }));
  return line;
}

export function build() {
  const cable = select('cable', ['13 A', '13A'], ['20 A', '20A'], ['32 A', '32A'], ['63 A', '63A']);
  cable.value = '32A';
  const draw = number(16, 'A', 'draw');
  const phases = select('phases', ['1 phase', 1], ['2 phases', 2], ['3 phases', 3]);
  const supply = number(32, 'A', 'supply');
  const volts = number(230, 'V', 'mains');
  const hertz = number(50, 'Hz', 'frequency', 0.1);
  const residual = number(30, 'mA', 'residual');
  const kind = select('kind of residual current', ['AC', 'ac'], ['DC', 'dc']);
  const temperature = number(70, 'C', 'temperature');
  const harmonics = number(15, '%', 'harmonics');
  const noise = number(1, '%', 'noise');
  const limit = number(10, 'A', 'limit');
  const span = number(60, 's', 'valid for');

  const version = document.createElement('input');
  Object.assign(version, { type: 'text', value: '0.2.0', name: 'version', size: 8 });
  version.setAttribute('aria-label', 'version');
  const flaw = select('flaw of the version', ['good', ''], ['crashing', 'crashing'], ['tampered', 'tampered']);

  const field = (text, line, ...parts) => {
    const set = button('Set', line);
    return withEnter(row(text, ...parts, set), set);
  };
  panel.append(
    heading('Vehicle'),
    row('Cable', cable, button('Plug in', () => `plug cable ${cable.value}`, 'primary'), button('Unplug', 'unplug')),
    pair(row('S2', segments(['open', 's2 open'], ['close', 's2 close'])), row('Obeys', segments(['yes', 'obey on'], ['no', 'obey off', 'alarm']))),
    field('Draws', () => `draw ${draw.text} phases ${phases.value}`, ...draw.parts, phases),
    pair(row('Ventilation', segments(['off', 'ventilation off'], ['on', 'ventilation on'])), row('Sleepy', segments(['no', 'sleepy off'], ['yes', 'sleepy on', 'alarm']))),
    heading('Installation'),
    field('Supply', () => `supply ${supply.text}`, ...supply.parts),
    withEnter(row('Mains', ...volts.parts, ...hertz.parts, button('Set', () => `mains ${volts.text} ${hertz.text}`), button('Off', 'mains off'))),
    pair(row('Earth', segments(['ok', 'earth ok'], ['lost', 'earth lost', 'alarm'])), row('Lid', segments(['closed', 'tamper closed'], ['open', 'tamper open', 'alarm']))),
    row('Residual', ...residual.parts, kind, button('Set', () => `residual ${residual.text} ${kind.value}`), button('None', 'residual 0mA ac')),
    pair(field('Harm.', () => `harmonics ${harmonics.text}`, ...harmonics.parts), field('Noise', () => `noise ${noise.text}`, ...noise.parts)),
    heading('Faults'),
    pair(row('Pilot', segments(['ok', 'pilot ok'], ['short', 'pilot short', 'alarm'])), row('Diode', segments(['ok', 'diode ok'], ['short', 'diode short', 'alarm']))),
    row('Proximity', segments(['ok', 'proximity ok'], ['short', 'proximity short', 'alarm'], ['open', 'proximity open', 'alarm'])),
    pair(row('Weld', segments(['off', 'weld off'], ['on', 'weld on', 'alarm'])), row('Stick', segments(['off', 'stick off'], ['on', 'stick on', 'alarm']))),
    pair(row('Monitor', segments(['ok', 'monitor ok'], ['dead', 'monitor dead', 'alarm'])), field('Temp.', () => `temperature ${temperature.text}`, ...temperature.parts)),
    heading('Over MQTT'),
    field('Limit', () => `limit ${limit.text} for ${span.text}`, ...limit.parts, ...span.parts),
    row('Charging', segments(['enable', 'enable'], ['disable', 'disable', 'alarm']), button('Clear faults', 'clear')),
    row('Update', version, flaw, button('Offer', () => `update offer ${version.value} ${flaw.value}`), button('Check', 'update check')),
    heading('Processes and link'),
    row('Link', segments(['up', 'link up'], ['down', 'link down', 'alarm']), button('Restart charger', 'restart'), button('Kill gateway', 'kill gateway')),
  );
}

/** A scenario moves what the controls show, too. */
export function follow(line) {
  const bare = line.trim().toLowerCase();
  for (const one of panel.querySelectorAll('.segments button')) {
    if (one.dataset.verb === bare) press(one);
  }
}
