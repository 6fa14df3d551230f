import { text } from '../../../text.js';
import { element, icon } from '../../shared/element.js';

/**
 * Shows something in the place of the list, until Escape or its arrow leads back.
 * @param {HTMLElement} box hidden while nothing is in it
 * @param {string} title
 * @param {HTMLElement} content
 * @param {() => void} closed the list is there again
 * @returns {{ close: () => void }}
 */
export function showPanel(box, title, content, closed) {
  const { body } = document;
  // The popup stays as high as it is: nothing jumps.
  const heightBefore = body.style.minHeight;
  body.style.minHeight = `${body.offsetHeight}px`;
  const close = () => {
    body.style.minHeight = heightBefore;
    box.hidden = true;
    box.replaceChildren();
    body.classList.remove('with-panel');
    closed();
  };
  const back = element(
    'button',
    {
      type: 'button',
      id: 'panel-back',
      class: 'plain',
      'aria-label': text('panel_back'),
      click: close,
    },
    icon('back'),
  );
  const heading = element('h2', { id: 'panel-title', tabindex: '-1' }, title);
  const head = element(
    'div',
    { class: 'menu-head' },
    back,
    element('div', { class: 'menu-title' }, heading),
  );
  const labelled = { class: 'menu-panel', role: 'region', 'aria-labelledby': 'panel-title' };
  box.replaceChildren(head, element('section', labelled, content));
  box.onkeydown = (event) => {
    if (event.key !== 'Escape' && event.key !== 'ArrowLeft') return;
    event.preventDefault();
    close();
  };
  box.hidden = false;
  body.classList.add('with-panel');
  heading.focus();
  return { close };
}
