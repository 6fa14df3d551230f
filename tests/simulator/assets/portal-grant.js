const data = JSON.parse(document.getElementById('page-data').textContent);
const element = (id) => document.getElementById(id);

/** How each way hands over a token, and what Cancel hands over where nothing else is set. */
const WAYS = {
  redirect: { handOver: (token) => goToListener(token), cancel: 'silent' },
  post: { handOver: (token) => post('/', 'text/plain', token), cancel: 'empty' },
  post_otp: {
    handOver: (token) => {
      const body = token && JSON.stringify({ token, otp: element('otp').value });
      return post('/v2/callbackWithOtp', 'application/json', body);
    },
    cancel: 'empty',
  },
};

function goToListener(token) {
  location.href = `${data.listener}/?t=${encodeURIComponent(token)}`;
  return Promise.resolve(false);
}

/** @returns {Promise<boolean>} true when the listener took it */
async function post(path, type, body) {
  // Without headers of its own and as text/plain the request is "simple": the browser sends no preflight.
  const headers = data.preflight
    ? { 'Content-Type': type, 'X-Requested-With': 'XMLHttpRequest' }
    : { 'Content-Type': 'text/plain' };
  const response = await fetch(data.listener + path, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`the application answered ${response.status}`);
  return true;
}

/** @param {string} token empty when the user cancels @param {string} done */
async function handOver(token, done) {
  for (const id of ['authorize', 'cancel']) element(id).disabled = true;
  element('handover-error').textContent = '';
  try {
    const taken = await WAYS[data.way].handOver(token);
    if (taken) element('handover-result').textContent = done;
  } catch (error) {
    element('handover-error').textContent =
      `The local application was not reached: ${error.message}`;
    for (const id of ['authorize', 'cancel']) element(id).disabled = false;
  }
}

element('authorize').addEventListener('click', () => {
  handOver(data.token, 'Access granted. You can close this page.');
});
element('cancel').addEventListener('click', () => {
  // The body that says "cancelled" is documented only for this way, and can't be turned off.
  const empty = data.way === 'post_otp' || (data.cancel ?? WAYS[data.way].cancel) === 'empty';
  if (empty) handOver('', 'Access was not granted.');
  else location.href = '/app/';
});
