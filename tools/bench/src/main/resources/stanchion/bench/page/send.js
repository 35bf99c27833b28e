// What the page asks of the bench, and how a refusal is shown.
const token = document.querySelector('meta[name="stanchion-token"]').content;
const refusal = document.getElementById('refusal');
let clearing = 0;

export async function send(path, body) {
  clearTimeout(clearing);
  refusal.textContent = '';
  try {
    const answer = await fetch(path, { method: 'POST', body, headers: { 'X-Stanchion-Token': token } });
    if (answer.ok) return true;
    say(await answer.text());
  } catch {
    say('the bench does not answer');
  }
  return false;
}

/** One line of a scenario. */
export const act = line => send('act', line);

function say(text) {
  refusal.textContent = text;
  refusal.title = text;
  clearing = setTimeout(() => { refusal.textContent = ''; }, 12000);
}
