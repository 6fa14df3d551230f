/** @import { ChipParts } from './parts.js' */
/** How the chip looks: the values of pages/shared/style.css, on a page that isn't ours. */
{
  const parts = /** @type {ChipParts} */ (globalThis.jitConsoleChip);
  parts.style = `
:host { all: initial !important; display: contents !important; }
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.box {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f4f6f8; --line: #c3cbd5; --text: #16202c; --muted: #566374;
  --accent: #2753c7; --accent-text: #ffffff; --soon: #92500a; --urgent: #b42318; --admin: #b42318;
  --shade: 0 1px 2px rgb(0 0 0 / 12%), 0 4px 16px rgb(0 0 0 / 18%);
  position: fixed; left: 16px; bottom: 56px; z-index: 2147483646;
  color: var(--text); font: 13px / 20px system-ui, sans-serif; text-align: start;
}
@media (prefers-color-scheme: dark) {
  .box {
    --ground: #171b21; --raised: #262d37; --line: #465160; --text: #e8ecf1; --muted: #a3afbe;
    --accent: #8fb0ff; --accent-text: #0e1a36; --soon: #f2b45c; --urgent: #ff9a8f; --admin: #c93a2d;
    --shade: 0 1px 2px rgb(0 0 0 / 50%), 0 4px 16px rgb(0 0 0 / 60%);
  }
}
/* Off AWS's bars: 48 px at the top, 32 to 40 px at the bottom. */
.box.top-left, .box.top-right { top: 56px; bottom: auto; }
.box.top-right, .box.bottom-right { right: 16px; left: auto; }
button {
  margin: 0; border: 1px solid var(--line); border-radius: 6px; padding: 3px 10px;
  background: var(--ground); color: inherit; font: inherit; font-weight: 500; cursor: pointer;
}
button:hover { border-color: var(--muted); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.pill {
  display: flex; align-items: center; gap: 8px; max-width: min(420px, calc(100vw - 32px));
  border-radius: 16px; padding: 3px 12px 3px 3px; box-shadow: var(--shade);
  white-space: nowrap; user-select: none;
}
.swatch {
  flex: none; width: 24px; height: 24px; border-radius: 50%; color: #ffffff;
  font-weight: 700; font-size: 12px; line-height: 24px; text-align: center; text-transform: uppercase;
}
.name, .portal { overflow: hidden; text-overflow: ellipsis; }
.name { font-weight: 600; }
.portal { flex: none; max-width: 25%; color: var(--muted); font-weight: 400; }
/* The name is cut last; the menu and the pointer tell both. */
@media (max-width: 400px) { .portal { display: none; } }
.admin {
  display: inline-flex; align-items: center; gap: 3px; border-radius: 4px; padding: 0 6px 0 4px;
  background: var(--admin); color: #ffffff; font-weight: 700; font-size: 11px; line-height: 18px;
  letter-spacing: 0.04em;
}
.in-production .pill { border-color: var(--urgent); box-shadow: 0 0 0 1px var(--urgent), var(--shade); }
.production {
  flex: none; border: 1px solid var(--urgent); border-radius: 4px; padding: 0 4px; color: var(--urgent);
  font-weight: 700; font-size: 10px; line-height: 16px; letter-spacing: 0.04em;
}
.time {
  display: inline-flex; align-items: center; gap: 4px; border-inline-start: 1px solid var(--line);
  padding-inline-start: 8px; font-variant-numeric: tabular-nums;
}
.soon .time { color: var(--soon); }
.urgent .time, .ended .time, .wrong .time { color: var(--urgent); font-weight: 600; }
.icon {
  flex: none; width: 14px; height: 14px; fill: none; stroke: currentcolor; stroke-width: 1.6;
  stroke-linecap: round; stroke-linejoin: round;
}
.sign { display: inline-flex; }
.fine .sign { display: none; }
.above {
  position: absolute; bottom: calc(100% + 8px); left: 0; display: grid; gap: 8px; justify-items: start;
  width: max-content; max-width: min(400px, calc(100vw - 32px));
}
:is(.top-left, .top-right) .above { top: calc(100% + 8px); bottom: auto; }
:is(.top-right, .bottom-right) .above { right: 0; left: auto; justify-items: end; }
.notice, .menu {
  border: 1px solid var(--line); border-radius: 8px; background: var(--ground); box-shadow: var(--shade);
}
:is(.top-left, .top-right) .notice { order: -1; }
.notice { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 8px 8px 8px 12px; }
.notice p {
  flex: 1 1 auto; max-width: 100%; font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
.ended .notice, .wrong .notice { border-inline-start: 4px solid var(--urgent); }
.buttons { display: flex; gap: 8px; margin-inline-start: auto; }
.buttons button:is(:only-child, .now, .beside) {
  border-color: var(--accent); background: var(--accent); color: var(--accent-text);
}
.menu { min-width: 216px; padding: 4px; }
/* At 400 % zoom a window is 256 px high. */
.menu, .notice { max-height: calc(100vh - 104px); overflow-y: auto; }
.menu button {
  display: block; width: 100%; border-color: transparent; padding: 5px 10px; text-align: start;
  font-weight: 400;
}
.menu button:hover, .menu button:focus-visible { background: var(--raised); }
.menu :focus-visible { outline-offset: -2px; }
.corners {
  display: grid; grid-template-columns: 1fr 1fr; border-block: 1px solid var(--line); margin-block: 4px; padding-block: 4px;
}
.menu [aria-checked="true"] { background: var(--raised); font-weight: 600; }
p { margin: 0; }
.facts p { overflow-wrap: anywhere; }
.facts { border-bottom: 1px solid var(--line); margin-bottom: 4px; padding: 6px 10px 8px; }
.facts p + p { color: var(--muted); font-size: 12px; line-height: 16px; }
.spoken {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
@media (prefers-reduced-motion: no-preference) {
  .above > * { animation: come 120ms ease-out; }
  @keyframes come { from { opacity: 0; } }
}
@media (forced-colors: active) {
  .pill, .notice, .menu, .admin, .swatch { border: 1px solid CanvasText; }
  .swatch { line-height: 22px; }
  .menu :is(button:hover, button:focus-visible, [aria-checked="true"]) {
    background: Highlight; color: HighlightText; forced-color-adjust: none;
  }
}
@media print { .box { display: none; } }
`;
}
