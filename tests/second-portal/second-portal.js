import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('.', import.meta.url));

/**
 * Starts the second portal and AWS, with what a stage asks of any world.
 * @param {{dir: string}} where the folder for its certificates
 */
export async function startSecondPortal({ dir }) {
  const child = spawn('python3', ['-B', PROGRAM, dir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { proxy, caFile, portals } = JSON.parse(line);
  const control = async (what, asked = {}) => {
    const answer = await fetch(`${proxy}/${what}`, { method: 'POST', body: JSON.stringify(asked) });
    return answer.json();
  };
  return {
    proxy,
    caFile,
    portals: portals.map((about) => asPortal(about, control)),
    portal: (name) =>
      asPortal(
        portals.find((about) => about.name === name),
        control,
      ),
    aws: {
      set: (switches) => control('set', awsSwitches(switches)),
      clearFaults: makesNone,
    },
    clock: { advance: (seconds) => control('advance', { seconds }) },
    clearRequests: () => control('forget_calls'),
    state: () => control('state'),
    endSessions: () => control('end_sessions'),
    revoke: (portal) => control('revoke', { portal }),
    async close() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/**
 * @param {{name: string, origin: string, tenants: object[], person: string}} about
 * @param {(what: string, asked?: object) => Promise<unknown>} control
 */
function asPortal(about, control) {
  return {
    ...about,
    url: about.origin,
    apiUrl: about.origin,
    tenant: (name) => about.tenants.find((tenant) => tenant.name === name),
    token: (/** @type {string} */ person) => control('token', { portal: about.name, person }),
    clearFaults: makesNone,
  };
}

function makesNone() {
  // Faults are the simulator's.
}

/**
 * @param {{multiSession?: boolean, sessionData?: boolean, refuses?: 'network' | 'policy' | null}} switches as the simulator's; what is undocumented this AWS
 *   tells wholly or not at all
 */
function awsSwitches({ multiSession, sessionData, refuses }) {
  return {
    ...(multiSession === undefined ? {} : { multi_session: multiSession }),
    ...(sessionData === undefined ? {} : { tells: sessionData }),
    ...(refuses === undefined ? {} : { refuses }),
  };
}
