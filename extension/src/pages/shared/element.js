/** Builds elements from text only: no HTML is ever parsed. */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | boolean | ((event: any) => void) | null | undefined>} properties
 *   functions are listeners, `true` is an attribute without a value, false, null and undefined none
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (typeof value === 'string') made.setAttribute(name, value);
  }
  made.append(
    ...children.filter((child) => child !== null && child !== undefined && child !== false),
  );
  return made;
}

/**
 * A drawing of icons.svg.
 * @param {string} name its symbol
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `/icons/symbols.svg#${name}`);
  svg.append(use);
  return svg;
}

/**
 * What has to be noticed, beside its sign.
 * @param {string} kind its class
 * @param {string} sign
 * @param {...(Node | null | undefined | false)} children
 */
export function card(kind, sign, ...children) {
  const body = element('div', { class: 'card-body' }, ...children);
  return element('div', { class: `card ${kind}` }, icon(sign), body);
}

/** What takes the place of a list. @param {...(HTMLElement | null)} children */
export function panel(...children) {
  return element('section', { class: 'panel' }, ...children);
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T} the element of the page with that id
 * @throws {Error} the page has none of that type: a fault of ours
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`no ${type.name} #${id}`);
  return found;
}
