import { createHmac, randomBytes, randomUUID } from 'node:crypto';

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const key = randomBytes(32);

/** @param {object} claims @returns {string} a token as API servers take it, signed by nobody whom one knows */
function clusterToken(claims) {
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

/**
 * What the portal's Kubernetes calls answer. Nobody serves the API server that it names.
 * @param {import('./portal.js').Portal} portal
 * @param {{user: string, plan: string, region: string, namespace?: string, now: number, secrets: Set<string>}} request
 *   now: seconds since 1970
 */
export function kubernetesAnswer(portal, { user, plan, region, namespace, now, secrets }) {
  const { kubernetesSeconds, kubernetesAuthority } = portal.settings;
  const end = now + kubernetesSeconds;
  const Token = clusterToken({ sub: user, iat: now, exp: end, jti: randomUUID() });
  secrets.add(Token);
  const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(plan).toString('base64')}\n-----END CERTIFICATE-----\n`;
  return {
    Name: `duploinfra-${plan}`,
    ApiServer: `https://${plan}.${region}.eks.simulator.example`,
    Token,
    ...(kubernetesAuthority
      ? { CertificateAuthorityDataBase64: Buffer.from(pem).toString('base64') }
      : {}),
    ...(namespace === undefined ? {} : { DefaultNamespace: namespace }),
    K8Provider: 0,
    AwsRegion: region,
    K8sVersion: '1.33',
    LastTokenRefreshTime: new Date(end * 1000).toISOString().replace(/\.\d+Z$/, 'Z'),
  };
}
