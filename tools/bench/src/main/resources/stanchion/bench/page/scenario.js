// A scenario typed in or shipped, run at the bench's charger in real time.
import { send } from './send.js';

const text = document.getElementById('script');
const shipped = document.getElementById('shipped');
const run = document.getElementById('run');
const halt = document.getElementById('halt');
const timeline = document.getElementById('timeline');

export async function build() {
  run.addEventListener('click', () => send('run', `${shipped.value || 'page'}\n${text.value}`));
  halt.addEventListener('click', () => send('halt', ''));
  shipped.addEventListener('change', load);
  const names = await (await fetch('scenarios')).json();
  shipped.append(...names.map(name => new Option(name.replace('.scenario', ''), name)));
}

async function load() {
  if (shipped.value) {
    text.value = await (await fetch('scenarios/' + encodeURIComponent(shipped.value))).text();
  }
}

/** @param state {name, running, result} */
export function show(state) {
  run.disabled = state.running;
  halt.disabled = !state.running;
  run.textContent = state.running ? 'Running …' : 'Run';
}

export function add(entry) {
  if (entry.kind === 'BEGIN') timeline.replaceChildren();
  const item = document.createElement('li');
  item.className = entry.kind;
  for (const part of [entry.at, entry.kind === 'BEGIN' || entry.kind === 'END' ? '' : entry.kind, entry.text]) {
    const cell = document.createElement('span');
    cell.textContent = part;
    item.append(cell);
  }
  timeline.append(item);
  timeline.scrollTop = timeline.scrollHeight;
}
