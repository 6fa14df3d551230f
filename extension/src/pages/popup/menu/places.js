/** @import { CloudResource, Place, TenantLink } from '../../../types.js' */
/** @import { Panel, PanelContext } from './panel.js' */
/** Pages of one tenant or role: its resources, services, whatever has an ARN; and the region of its sessions. */
import { placeName } from '../../../domain/place-name.js';
import { regionChoices, regionLabel } from '../../../domain/regions.js';
import { kindName, shortName } from '../../../domain/resource-words.js';
import { targetKey } from '../../../domain/target-key.js';
import { searchWords } from '../../../domain/tenant-search.js';
import { text } from '../../../text.js';
import { element } from '../../shared/element.js';
import { ask } from '../../shared/page.js';
import { PlaceWatch } from '../place-watch.js';
import { fill } from './panel.js';

/** With more results, the user should type on. */
const shownAtOnce = 50;

/** @typedef {{ resources: CloudResource[], links: TenantLink[] }} Known what the portal says of a tenant */

/** Read once, and kept for the popup's life. @type {Map<string, Promise<Known>>} */
const resourcesRead = new Map();

/**
 * @param {PanelContext} context
 * @returns {Panel}
 */
export function placesPanel(context) {
  /** @type {Known} */
  let known = { resources: [], links: [] };
  const search = element('input', {
    id: 'places-search',
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': text('places_search'),
    placeholder: text('places_search'),
  });
  const results = element('div', {
    id: 'places',
    class: 'menu',
    'aria-label': text('places_list'),
  });
  const loading = element('div', { class: 'panel-part' });
  const draw = () => results.replaceChildren(...rows(context, known, search.value, watch));
  const watch = new PlaceWatch(draw);
  search.addEventListener('input', () => {
    void watch.look(search.value);
    draw();
  });
  const body = element('div', { class: 'panel-body places' }, search, loading, results);
  body.append(regionChoice(context));
  body.addEventListener('keydown', (event) => move(event, search, results));
  if (context.target.role === 'tenant')
    void fill(
      loading,
      () => resourcesOf(context),
      (found) => {
        known = found;
        draw();
        return [];
      },
      context,
    );
  else draw();
  return { content: body, first: search };
}

/** @param {PanelContext} context */
function resourcesOf({ target }) {
  const key = targetKey(target);
  const read = resourcesRead.get(key) ?? ask('list_resources', { target });
  resourcesRead.set(key, read);
  read.catch(() => resourcesRead.delete(key));
  return read;
}

/**
 * @param {PanelContext} context
 * @param {Known} known
 * @param {string} query
 * @param {PlaceWatch} watch
 * @returns {HTMLElement[]}
 */
function rows(context, { resources, links }, query, watch) {
  const words = searchWords(query);
  const place = watch.found(query);
  const fits = (/** @type {string} */ all) => {
    return words.every((word) => all.toLowerCase().includes(word));
  };
  const linked = links.filter(({ name, to }) => fits(`${name} ${to} ${text('places_link')}`));
  const found = resources.filter(({ name, arn, kind }) =>
    fits(`${name} ${arn} ${kind} ${kindName(kind)}`),
  );
  const offered = [
    ...linked.map((link) => linkRow(link, context)),
    ...found
      .filter(({ arn }) => arn !== place?.to)
      .map((resource) => resourceRow(resource, context)),
  ].slice(0, shownAtOnce);
  if (place && place.tenant === '') offered.unshift(placeRow(place, context));
  if (offered.length > 0) return offered;
  const none = resources.length === 0 && query === '' ? 'places_no_resources' : 'places_none';
  return [element('p', { class: 'detail' }, text(none))];
}

/** @param {CloudResource} resource @param {PanelContext} context */
function resourceRow({ name, arn, kind }, context) {
  const made = row(shortName(name, context.target.name), kindName(kind), arn, context);
  if (!arn.includes(name)) made.title = `${name}\n${arn}`;
  return made;
}

/** @param {Place} place @param {PanelContext} context */
function placeRow(place, context) {
  return row(placeName(place), kindName(place.page.kind), place.to, context);
}

/** @param {TenantLink} link @param {PanelContext} context */
function linkRow({ name, to, in_console: inConsole }, context) {
  const open = inConsole ? context.open : context.openPage;
  return row(name, text('places_link'), to, { open });
}

/** @param {string} name @param {string} kind @param {string} to @param {Pick<PanelContext, 'open'>} context */
function row(name, kind, to, { open }) {
  return element(
    'button',
    { type: 'button', 'data-to': to, title: to, click: () => open(to) },
    element('span', { class: 'menu-label' }, name),
    element('span', { class: 'place' }, kind),
  );
}

/** @param {PanelContext} context */
function regionChoice({ target, region, regions, partition, defaultRegion }) {
  const { first, others } = regionChoices(partition, [region, defaultRegion, ...regions]);
  const option = (/** @type {string} */ value, /** @type {string} */ label) =>
    element('option', { value, selected: value === (region ?? '') }, label);
  const group = (/** @type {string} */ label, /** @type {string[]} */ codes) =>
    codes.length > 0 &&
    element('optgroup', { label }, ...codes.map((code) => option(code, regionLabel(code))));
  const usual = defaultRegion
    ? text('places_region_default', defaultRegion)
    : text('places_region_own');
  const choice = element(
    'select',
    {
      id: 'places-region',
      change: () => void ask('set_region', { target, region: choice.value || null }),
    },
    option('', usual),
    group(text('places_region_first'), first),
    group(text('places_region_others'), others),
  );
  return element('label', { class: 'places-region' }, text('places_region'), choice);
}

/**
 * Up and down go through the search box and what it found; Enter in the box opens the first.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} search
 * @param {HTMLElement} results
 */
function move(event, search, results) {
  const buttons = [...results.querySelectorAll('button')];
  const { activeElement } = document;
  const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (activeElement));
  if (event.isComposing || (at < 0 && activeElement !== search)) return;
  if (event.key === 'Enter' && activeElement === search) buttons[0]?.click();
  else if (event.key === 'ArrowDown') buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
  else if (event.key === 'ArrowUp') (buttons[at - 1] ?? search).focus();
  else return;
  event.preventDefault();
}
