/**
 * @param {import('puppeteer-core').Page} page
 * @returns {Promise<string[]>} what in it is wider than its window, cut with no way to read it, or lies over something else
 */
export function layoutFaults(page) {
  const parts = [
    isShown,
    nameOf,
    isCut,
    isTold,
    isTooShort,
    holdsWords,
    inSight,
    isOver,
    faultsHere,
  ];
  const run = `(() => { ${parts.join('\n')}; return faultsHere(); })()`;
  return /** @type {Promise<string[]>} */ (page.evaluate(run));
}

/* All below runs in the page. */

/** @typedef {{ one: Element } & ReturnType<typeof inSight>} Box */

function faultsHere() {
  const { scrollWidth, clientWidth, clientHeight } = document.documentElement;
  const shadows = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const shown = [document.body, ...shadows]
    .flatMap((root) => [...root.querySelectorAll('*')])
    .filter(isShown);
  const seen = shown
    .filter(holdsWords)
    .map((one) => ({ one, ...inSight(one) }))
    .filter(({ left, right, top, bottom }) => right - left > 1 && bottom - top > 1);
  const cut = shown.filter(isCut);
  // The chip doesn't scroll with its page.
  const outside = seen.filter(
    ({ one, left, right, top, bottom }) =>
      left < -1 ||
      right > clientWidth + 1 ||
      (one.closest('.box') && (top < -1 || bottom > clientHeight + 1)),
  );
  const over = seen.flatMap((first, at) =>
    seen
      .slice(at + 1)
      .flatMap((second) => (isOver(first, second) ? [[first.one, second.one]] : [])),
  );
  const sideways = shown.filter(
    (one) =>
      getComputedStyle(one).overflowX !== 'visible' &&
      !isCut(one) &&
      one.scrollWidth > one.clientWidth + 1,
  );
  const wide = scrollWidth - clientWidth;
  return [
    ...(wide > 1 ? [`the page is ${wide} px wider than its window`] : []),
    ...cut.filter((one) => !isTold(one)).map((one) => `cut, with no title: ${nameOf(one)}`),
    ...cut.filter(isTooShort).map((one) => `a name cut to nothing: ${nameOf(one)}`),
    ...sideways.map((one) => `scrolls sideways: ${nameOf(one)}`),
    ...outside.map(({ one }) => `beyond the window: ${nameOf(one)}`),
    ...over.map((two) => `one over the other: ${two.map(nameOf).join(' and ')}`),
  ];
}

/** @param {Element} one */
function isShown(one) {
  const unseen = one.closest('.unseen, .spoken, option') !== null;
  const options = { visibilityProperty: true, opacityProperty: true };
  return one instanceof HTMLElement && !unseen && one.checkVisibility(options);
}

/** @param {Element} one */
function nameOf({ localName, id, className, textContent }) {
  const words = (textContent ?? '').trim().slice(0, 40);
  return `<${localName}${id && ` #${id}`}${className && ` .${className}`}> "${words}"`;
}

/** @param {Element} one */
function isCut(one) {
  const { overflowX, overflowY } = getComputedStyle(one);
  const free = ['visible', 'auto', 'scroll'];
  return (
    (!free.includes(overflowX) && one.scrollWidth > one.clientWidth + 1) ||
    (!free.includes(overflowY) && one.scrollHeight > one.clientHeight + 1)
  );
}

/** @param {Element} one @returns {boolean} the pointer shows the whole of it */
function isTold(one) {
  const title = one.closest('[title]')?.getAttribute('title') ?? '';
  return title.includes((one.textContent ?? '').trim());
}

/** @param {Element} one @returns {boolean} a name of which nobody sees enough to know it */
function isTooShort(one) {
  return one.matches('.name') && one.clientWidth < 48;
}

/** @param {Element} one */
function holdsWords(one) {
  const texts = [...one.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
  const has = texts.some(({ textContent }) => textContent?.trim());
  const isControl = one.matches('button, input, select, kbd');
  return (has || isControl) && getComputedStyle(one).clipPath === 'none';
}

/** @param {Element} one its box, as far as what scrolls lets it be seen */
function inSight(one) {
  let { left, top, right, bottom } = one.getBoundingClientRect();
  for (let box = one.parentElement; box && box !== document.body; box = box.parentElement) {
    if (getComputedStyle(box).overflowY === 'visible') continue;
    const edge = box.getBoundingClientRect();
    [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
    [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
  }
  return { left, top, right, bottom };
}

/** @param {Box} first @param {Box} second */
function isOver(first, second) {
  if (first.one.contains(second.one) || second.one.contains(first.one)) return false;
  // What scrolls below a part that stays is meant to; the chip stands on a page.
  const stays = '.pinned, .box';
  if (first.one.closest(stays) !== second.one.closest(stays)) return false;
  // Words that go on in the next line.
  const isInline = (/** @type {Element} */ one) => getComputedStyle(one).display === 'inline';
  if (isInline(first.one) && isInline(second.one)) return false;
  const across = Math.min(first.right, second.right) - Math.max(first.left, second.left);
  const down = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
  return across > 2 && down > 2;
}
