import assert from 'node:assert/strict';
import { until } from './driver/until.js';
import { consoleOf, openList } from './person.js';
import { story } from './stage.js';

story('names that nobody expects', { signedIn: ['acme'], tenants: 5000 }, (stage, check) => {
  for (const [letters, name] of [
    ['data pl', 'Data Platform'],
    ['web.', 'web.eu'],
    ['ACME-o', 'ACME-Ops'],
    ['فريق', 'فريق المنصة'],
    ['04999', 'tenant-04999'],
  ])
    check(`${name}: it is found among five thousand, and opened`, async () => {
      stage.sim.portal('acme').set({ oddTenants: true });
      const popup = await openList(stage);
      await popup.evaluate(paste, letters);
      await popup.waitForText('[role=option][aria-selected=true]', new RegExp(`^${name}`));
      await popup.press('Enter');
      const page = await consoleOf(stage, `duploservices-${name.replace(/[^\w.-]/g, '-')}`);
      const { title } = await stage.browser.waitForBadge(page, ({ text }) => /m$/.test(text));
      assert.ok(title.startsWith(`${name} on acme, AWS session until `), title);
    });

  check('five thousand: few are in the page, however far somebody scrolls', async () => {
    const popup = await openList(stage);
    await popup.press('PageDown');
    const { selected } = await popup.evaluate(drawnRows);
    assert.ok(selected > 10, `${selected}`);
    for (let far = 0; far < 400; ) {
      await popup.evaluate(scrollDown);
      far = await until('further rows', async () => {
        const { places, all } = await popup.evaluate(drawnRows);
        assert.ok(places.length <= 110, `${places.length} rows`);
        assert.ok(all.length === 1 && all[0] > 5000, `of ${all}`);
        return places.at(-1) > far && places.at(-1);
      });
    }
    assert.equal((await popup.evaluate(drawnRows)).places.includes(selected), false);
    // Where somebody scrolled away from the selected row, the next key goes on from it.
    await popup.press('ArrowDown');
    await until('the rows around the selected one', async () => {
      const { places, selected: at } = await popup.evaluate(drawnRows);
      return places.includes(selected) && at === selected + 1;
    });
    await popup.press('ArrowUp');
    assert.equal((await popup.evaluate(drawnRows)).selected, selected);
    await popup.evaluate(() => document.querySelector('#list').scrollTo(0, 28 * 2000));
    await until('the rows there', async () => {
      const { inSight } = await popup.evaluate(drawnRows);
      return inSight.length > 8 && inSight[0] > 24;
    });
    await popup.evaluate(() => document.querySelector('#list').scrollTo(0, 0));
    await until('the first rows', async () => {
      const { inSight, places } = await popup.evaluate(drawnRows);
      return inSight[0] === 1 && places.length <= 110;
    });
    await popup.close();
  });
});

/** Runs in the popup. */
function scrollDown() {
  const list = document.querySelector('#list');
  list.scrollTo(0, list.scrollHeight);
}

/** Runs in the popup: which rows are drawn, and which of them somebody sees, by their place in the whole list. */
function drawnRows() {
  const list = document.querySelector('#list').getBoundingClientRect();
  const rows = [...document.querySelectorAll('#tenants [role=option]')];
  const placeOf = (row) => Number(row?.getAttribute('aria-posinset'));
  const isInSight = (row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return top >= list.top && bottom <= list.bottom;
  };
  return {
    places: rows.map(placeOf),
    inSight: rows.filter(isInSight).map(placeOf),
    all: [...new Set(rows.map((row) => Number(row.getAttribute('aria-setsize'))))],
    selected: placeOf(document.querySelector('[role=option][aria-selected=true]')),
  };
}

/** Runs in the popup. @param {string} text put into the search at once, as a paste does, since no key has these letters */
function paste(text) {
  const search = document.querySelector('#search');
  search.value = text;
  search.dispatchEvent(new Event('input', { bubbles: true }));
}
