import { USUAL_SOURCES } from './aws-sources.js';
import { ROWS } from './unkind.js';

/*
 * What real portals and AWS may do otherwise than guessed, for any story: E2E_SWITCH=no-validity,camel tells it with these
 * rows of unkind.js; or of its own. What a story sets on its own counts for that.
 */

/** @type {(import('./unkind.js').Row & {tenants?: number})[]} */
export const FURTHER = [
  {
    name: 'many-tenants',
    what: 'five thousand tenants',
    lost: 'the tenant’s name in the menu of its portal’s page',
    toldBy: 'the menu says: as this page’s tenant',
    tenants: 5000,
  },
  {
    name: 'odd-tenants',
    what: 'tenants with blanks, dots, capitals and Arabic letters in their names',
    portal: { oddTenants: true },
  },
];

/** @type {Record<string, FURTHER[number]>} */
export const SWITCHES = Object.fromEntries(
  [...ROWS, ...FURTHER].flatMap((row) => (row.name ? [[row.name, row]] : [])),
);

const chosen = (process.env.E2E_SWITCH ?? '').split(',').filter(Boolean);

const turned = chosen.map((name) => {
  const row = SWITCHES[name];
  if (!row) throw new Error(`no such switch: ${name}; there are ${Object.keys(SWITCHES)}`);
  return row;
});

/** What each portal does otherwise. */
export const USUAL_PORTAL = Object.assign({}, ...turned.map(({ portal }) => portal));

/** What AWS does, otherwise or as most stories have it. */
export const USUAL_AWS = Object.assign(
  { ...USUAL_SOURCES, multiSession: true },
  ...turned.map(({ aws }) => aws),
);

/** What is told of who is signed in, and of an end before its time; lost under some. */
export const TELLS = {
  identity: USUAL_AWS.sessionData === true,
  earlyEnd: USUAL_AWS.dialogue === true,
  /** The cookie that marks multi-session. */
  optIn: USUAL_AWS.optInCookie === true,
  /** A new sign-in leads to the host of the one before. */
  sameHost: USUAL_AWS.stableLabels !== false,
  /** The portal's optional fields: plans, regions, how long a session is. */
  details: !chosen.includes('odd-fields'),
  /** Why access is refused, which is asked for two seconds. */
  cause: !(chosen.includes('late') && chosen.includes('paged')),
  /** The portal: the regions it is used in. */
  regions: !chosen.includes('odd-fields') && !chosen.includes('no-content'),
  /** The portal: which of administrators' consoles it has, whether they take a one-time password, which tenants have Kubernetes. */
  features: !chosen.includes('no-content'),
};

/** How many further tenants acme has. */
export const USUAL_TENANTS = turned.find(({ tenants }) => tenants)?.tenants;

/** Turns the guesses over for the whole of a story. @param {import('../simulator/simulator.js').Simulator} sim */
export function turnOver(sim) {
  sim.aws.set(USUAL_AWS);
  for (const portal of sim.portals) {
    portal.set(USUAL_PORTAL);
    for (const fault of turned.flatMap(({ faults = [] }) => faults))
      portal.fault({ ...fault, always: true });
  }
}
