// The states of IEC 61851-1 with the present one lit: the letter says what the vehicle shows, 1 or 2 whether the charger offers.
const SVG = 'http://www.w3.org/2000/svg';
const BOX = { w: 92, h: 46 };
const STATES = {
  A: { x: 62, y: 32, text: 'no vehicle' },
  B1: { x: 62, y: 118, text: 'connected' },
  B2: { x: 186, y: 118, text: 'offered' },
  C1: { x: 62, y: 204, text: 'wants, no offer' },
  C2: { x: 186, y: 204, text: 'ready, offered' },
  D1: { x: 310, y: 32, text: 'ventilation' },
  D2: { x: 310, y: 118, text: '+ ventilation' },
  E: { x: 310, y: 204, text: 'pilot at 0 V', trouble: true },
  F: { x: 186, y: 32, text: 'out of service', trouble: true },
};
const ARROWS = [
  ['A', 'B1', 'plug'], ['B1', 'B2', ''], ['B1', 'C1', ''], ['B2', 'C2', 'S2'], ['C1', 'C2', ''], ['C2', 'D2', ''], ['D1', 'D2', ''],
];

const groups = {};

export function draw(parent) {
  const svg = node('svg', { viewBox: '0 0 372 238', role: 'img', 'aria-label': 'state diagram' });
  const defs = node('defs', {});
  for (const id of ['end', 'start']) {
    const marker = node('marker', { id, viewBox: '0 0 8 8', refX: id === 'end' ? 7 : 1, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' });
    marker.append(node('path', { d: id === 'end' ? 'M0 0L8 4L0 8z' : 'M8 0L0 4L8 8z' }));
    defs.append(marker);
  }
  svg.append(defs, ...ARROWS.map(arrow));
  for (const [name, state] of Object.entries(STATES)) svg.append(groups[name] = box(name, state));
  parent.append(svg);
}

/** @param letter A…F, @param offering whether the pilot carries PWM */
export function light(letter, offering) {
  const name = 'BCD'.includes(letter) ? letter + (offering ? 2 : 1) : letter;
  for (const [key, group] of Object.entries(groups)) group.classList.toggle('lit', key === name);
}

function box(name, { x, y, text, trouble }) {
  const group = node('g', { class: trouble ? 'trouble' : '', 'data-state': name });
  group.append(
    node('rect', { x: x - BOX.w / 2, y: y - BOX.h / 2, width: BOX.w, height: BOX.h, rx: 8 }),
    label(x, y - 2, name, 'name'), label(x, y + 14, text, ''));
  return group;
}

function arrow([from, to]) {
  const a = STATES[from], b = STATES[to];
  const dx = Math.sign(b.x - a.x), dy = Math.sign(b.y - a.y);
  const reachX = BOX.w / 2 + 3, reachY = BOX.h / 2 + 3;
  return node('path', {
    d: dx && dy ? `M${a.x + reachX - 6} ${a.y - reachY + 3}L${b.x - reachX + 6} ${b.y + reachY - 3}`
      : `M${a.x + dx * reachX} ${a.y + dy * reachY}L${b.x - dx * reachX} ${b.y - dy * reachY}`,
    'marker-end': 'url(#end)', 'marker-start': 'url(#start)',
  });
}

function label(x, y, text, css) {
  const element = node('text', { x, y, class: css });
  element.textContent = text;
  return element;
}

function node(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
