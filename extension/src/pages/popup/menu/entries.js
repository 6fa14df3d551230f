/** @import { HideableFeature, Role } from '../../../types.js' */
/** @import { Row } from '../popup-model.js' */
/** The portal's own JIT menu, entry for entry, and what is offered besides; no page in it. */

/**
 * open, page: a tab. sign_out: done at once. The others are panels.
 * @typedef {'open' | 'page' | 'places' | 'url' | 'credentials' | 'workstation' | 'length' | 'sign_out'
 *   | 'kubernetes' | 'kube_credentials'} EntryId
 */

/**
 * @typedef {object} MenuEntry
 * @property {EntryId} id
 * @property {string} label key of its words
 * @property {boolean} panel it leads to a panel
 */

/**
 * Worded as in the portal's menu.
 * @type {Readonly<Record<Role, Record<'open' | 'url' | 'credentials' | 'workstation', string>>>}
 */
const words = {
  tenant: {
    open: 'menu_open',
    url: 'menu_url',
    credentials: 'menu_credentials',
    workstation: 'menu_workstation',
  },
  admin: {
    open: 'menu_open_admin',
    url: 'menu_url_admin',
    credentials: 'menu_credentials_admin',
    workstation: 'menu_workstation_admin',
  },
  duplo_ops: {
    open: 'menu_open_duplo_ops',
    url: 'menu_url_duplo_ops',
    credentials: 'menu_credentials_duplo_ops',
    workstation: 'menu_workstation_duplo_ops',
  },
};

/** What each entry needs. @type {Readonly<Partial<Record<EntryId, HideableFeature[]>>>} */
const features = {
  url: ['sign_in_url'],
  credentials: ['credentials'],
  workstation: ['aws_profiles'],
  // Its command prints tokens; and whoever wants no profiles for tools wants none for kubectl.
  kubernetes: ['aws_profiles', 'credentials'],
  kube_credentials: ['credentials'],
};

/** Last, since they may come late. @type {readonly MenuEntry[]} */
const kubernetesEntries = [
  { id: 'kubernetes', label: 'menu_kubernetes', panel: true },
  { id: 'kube_credentials', label: 'menu_kube_credentials', panel: true },
];

/**
 * @param {Pick<Row, 'target' | 'time'>} row
 * @param {readonly HideableFeature[]} [hidden] what a policy takes away
 * @param {boolean} [kubernetes] the tenant has Kubernetes; as far as is known
 * @returns {MenuEntry[]} a further page and the sign-out only where there is a live session
 */
export function menuEntries({ target: { role }, time }, hidden = [], kubernetes = false) {
  const live = time !== null && time.level !== 'ended';
  const { open, url, credentials, workstation } = words[role];
  /** @type {MenuEntry[]} */
  const entries = [
    { id: 'open', label: open, panel: false },
    ...(live ? [/** @type {MenuEntry} */ ({ id: 'page', label: 'menu_page', panel: false })] : []),
    { id: 'places', label: 'menu_places', panel: true },
    { id: 'url', label: url, panel: true },
    { id: 'credentials', label: credentials, panel: true },
    { id: 'workstation', label: workstation, panel: true },
    { id: 'length', label: 'menu_length', panel: true },
    ...(live
      ? [/** @type {MenuEntry} */ ({ id: 'sign_out', label: 'menu_sign_out', panel: false })]
      : []),
    ...(kubernetes ? kubernetesEntries : []),
  ];
  return entries.filter(({ id }) => !features[id]?.some((feature) => hidden.includes(feature)));
}

/** @typedef {{ do: 'move', by: number } | { do: 'edge', last: boolean } | { do: 'choose' } | { do: 'back' }} MenuAction */

/**
 * What a key means on the menu's entries. Enter and Space press the entry natively.
 * @param {Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>} event
 * @returns {MenuAction | null}
 */
export function menuAction({ key, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return null;
  switch (key) {
    case 'ArrowDown':
      return { do: 'move', by: 1 };
    case 'ArrowUp':
      return { do: 'move', by: -1 };
    case 'Home':
    case 'End':
      return { do: 'edge', last: key === 'End' };
    case 'ArrowRight':
      return { do: 'choose' };
    case 'ArrowLeft':
    case 'Escape':
      return { do: 'back' };
    default:
      return null;
  }
}
