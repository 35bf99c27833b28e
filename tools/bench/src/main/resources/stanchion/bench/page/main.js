// Listens to the bench and shows what it says. Nothing is decided here.
import * as controls from './controls.js';
import * as diagram from './diagram.js';
import * as events from './events.js';
import * as plots from './plots.js';
import * as scenario from './scenario.js';

const at = id => document.getElementById(id);
const put = (id, text) => { if (at(id).textContent !== text) at(id).textContent = text; };
const fixed = (value, digits, unit) => Number.isFinite(value) ? `${value.toFixed(digits)} ${unit}`.replace('-', '−') : '–';

const show = {
  boot({ text }) { put('boot', text); },
  bootReport({ text }) { at('boot').title = `the charger's signed boot report: ${text}`; },

  update(update) {
    const waits = update.waiting_for ? ` for ${words(update.waiting_for)}` : '';
    const progress = update.progress === undefined ? '' : ` ${update.progress} %`;
    put('update', `${update.installed.firmware} · ${words(update.state)}${waits}${progress}`);
    at('update').title = `what the charger says of its updates: ${JSON.stringify(update)}`;
  },

  processes(list) {
    at('processes').replaceChildren(...list.map(({ name, well, text }) => {
      const item = document.createElement('li');
      item.dataset.well = well ? 'yes' : 'no';
      item.dataset.name = name;
      item.textContent = text ? `${name} ${text}` : name;
      return item;
    }));
  },

  state(state) {
    const silent = state.charger !== 'CONNECTED';
    put('session-state', silent ? 'charger silent' : words(state.session));
    put('pilot-offer', silent ? '–' : fixed(state.offer, state.offer % 1 ? 1 : 0, 'A'));
    diagram.light(silent ? '' : state.iec61851, state.duty > 0 && state.duty < 100);
    position('mirror', silent ? '–' : state.contactor.toLowerCase());
    const faults = silent ? ['no word from the charger'] : state.faults.map(words);
    at('faults').className = faults.length ? 'bad' : '';
    at('faults').title = silent ? '' : (state.faultTexts ?? []).map(text => text.owner).join('\n');
    put('faults', faults.length ? faults.join(', ') : 'no fault');
  },

  waves({ waves, truth }) {
    const { high, low } = plateaus(waves.pilot.volts);
    put('pilot-high', fixed(high, 2, 'V'));
    put('pilot-low', fixed(low, 2, 'V'));
    put('pilot-duty', fixed(waves.pilot.duty, 2, '%'));
    position('contactor', truth.contactor);
    plots.showPilot(waves.pilot.volts, waves.pilot.rate);
    plots.showMains(waves.mains);
    put('power-truth', fixed(truth.energyTruthWh, 2, 'Wh'));
  },

  meter(meter) {
    const one = (key, digits, unit) => meter.phases.length === 1
      ? fixed(meter.phases[0][key], digits, unit)
      : `${meter.phases.map(phase => phase[key].toFixed(digits)).join(' · ')} ${unit}`;
    put('mains-volts', one('voltage', 1, 'V'));
    put('mains-amps', one('current', 2, 'A'));
    put('mains-hertz', fixed(meter.frequency, 2, 'Hz'));
    put('mains-factor', one('powerFactor', 3, ''));
    put('power-watts', fixed(meter.power / 1000, 3, 'kW'));
    put('power-session', fixed(meter.sessionWh, 2, 'Wh'));
    plots.showPower(Date.parse(meter.ts) / 1000, meter.power / 1000, meter.sessionWh);
  },

  event(event) {
    events.add(clock(event.ts), words(event.name), event.detail, event.source === 'GATEWAY' ? 'gateway' : kind(event.name));
  },

  bench({ ts, name, detail }) { events.add(clock(ts), name, detail, 'bench'); },

  verb({ line }) { controls.follow(line); },
  scenario(state) { scenario.show(state); },
  timeline(entry) { scenario.add(entry); },
};

/** The middle of what lies above and below the middle of the waveform; one of them only without PWM. */
function plateaus(volts) {
  if (!volts.length) return {};
  const middle = (Math.max(...volts) + Math.min(...volts)) / 2;
  if (Math.max(...volts) - Math.min(...volts) < 3) return middle > -1 ? { high: middle } : { low: middle };
  return { high: median(volts.filter(v => v > middle)), low: median(volts.filter(v => v <= middle)) };
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

function kind(name) {
  return /FAULT|INTERLOCK|LOST|WELD|TAMPER/.test(name) && !/CLEAR/.test(name) ? 'fault' : 'charger';
}

function position(id, text) {
  at(id).dataset.position = text;
  put(`${id}-text`, text);
}

/** CONTACTOR_CLOSED → contactor closed, WaitingForVehicle → waiting for vehicle */
function words(name) {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
}

function clock(ts) {
  return new Date(ts).toLocaleTimeString('en-GB');
}

function tabs() {
  const all = [...document.querySelectorAll('[role="tab"]')];
  all.forEach(tab => tab.addEventListener('click', () => all.forEach(each => {
    each.setAttribute('aria-selected', each === tab);
    at(each.getAttribute('aria-controls')).hidden = each !== tab;
  })));
}

function listen() {
  const source = new EventSource('live');
  source.onopen = () => { events.clear(); plots.clearPower(); };
  source.onerror = () => show.processes([{ name: 'bench', well: false, text: 'does not answer' }]);
  for (const [name, handler] of Object.entries(show)) {
    source.addEventListener(name, event => handler(JSON.parse(event.data)));
  }
}

diagram.draw(at('diagram'));
controls.build();
tabs();
listen();
await scenario.build();
