// What happened, newest on top.
const MOST = 200;
const list = document.getElementById('events');

export function add(time, name, detail, kind) {
  const item = document.createElement('li');
  item.className = kind;
  const at = document.createElement('time');
  at.textContent = time;
  const what = document.createElement('b');
  what.textContent = name;
  const more = document.createElement('span');
  more.textContent = detail;
  item.append(at, what, more);
  list.prepend(item);
  while (list.children.length > MOST) list.lastChild.remove();
}

export function clear() {
  list.replaceChildren();
}
