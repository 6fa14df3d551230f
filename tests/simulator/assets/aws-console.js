const data = JSON.parse(document.getElementById('page-data').textContent);

/** The simulator's clock may be moved, so the page asks rather than counts. */
const ASK_EVERY_MS = 1000;

function showFragment() {
  document.getElementById('fragment').textContent = location.hash;
}

/** @param {'expired'|'signed_out'} state */
function showDialogue(state) {
  const root = document.createElement('div');
  root.id = data.dialogue === 'other' ? 'session-over' : 'awsc-nav-signin-again-modal-root';
  const box = document.createElement('div');
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', 'Session ended');
  const text = document.createElement('p');
  text.textContent =
    state === 'expired'
      ? 'Your session has expired. Sign in again to continue.'
      : 'You have been signed out in another tab. Reload to continue.';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = state === 'expired' ? 'Sign in' : 'Reload';
  button.addEventListener('click', () => location.reload());
  box.append(text, button);
  root.append(box);
  document.body.append(root);
}

async function askForState() {
  let state = 'live';
  try {
    const response = await fetch(`/__simulator/session?id=${data.sessionId}`);
    if (response.ok) ({ state } = await response.json());
  } catch {
    // Offline: nothing is known, and the page stays as it is.
  }
  if (state !== 'live') return showDialogue(state);
  setTimeout(askForState, ASK_EVERY_MS);
}

document.getElementById('form').addEventListener('submit', (event) => event.preventDefault());
addEventListener('hashchange', showFragment);
showFragment();
if (data.dialogue) setTimeout(askForState, ASK_EVERY_MS);
