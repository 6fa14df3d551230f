import { randomBytes } from 'node:crypto';
import { PARTITIONS } from './hosts.js';
import { ApiRefusal, signer } from './signature.js';

const TARGET = 'AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken';
/** How long a token works (AWS documentation). */
const TOKEN_SECONDS = 12 * 3600;

/** ECR's API of all regions, as far as docker's sign-in needs it. */
export class Ecr {
  #credentials;
  #clock;
  #secrets;
  #settings;

  /**
   * @param {{credentials: import('./credentials.js').Credentials, clock: import('../clock.js').Clock, secrets: Set<string>,
   *   settings: Record<string, any>}} shared
   */
  constructor({ credentials, clock, secrets, settings }) {
    this.#credentials = credentials;
    this.#clock = clock;
    this.#secrets = secrets;
    this.#settings = settings;
  }

  /** @param {import('../exchange.js').Exchange} exchange @param {{partition: string, region: string}} host */
  async handle(exchange, host) {
    try {
      exchange.json(200, await this.#token(exchange, host), {
        'content-type': 'application/x-amz-json-1.1',
      });
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      exchange.json(400, { __type: error.type, message: error.message });
    }
  }

  async #token(exchange, { partition, region }) {
    const body = await exchange.body();
    const isCall =
      exchange.method === 'POST' &&
      exchange.path === '/' &&
      exchange.headers['content-type'] === 'application/x-amz-json-1.1' &&
      exchange.headers['x-amz-target'] === TARGET;
    if (!isCall) throw new ApiRefusal('UnknownOperationException', '');
    const keys = signer(exchange, body, {
      service: 'ecr',
      region,
      find: (id) => this.#credentials.find(id),
      now: this.#clock.now(),
    });
    const { account, arn } = keys.identity;
    exchange.user = arn;
    if (keys.identity.partition !== partition)
      throw new ApiRefusal('UnrecognizedClientException', 'The security token is invalid.');
    if (!this.#settings.ecr)
      throw new ApiRefusal(
        'AccessDeniedException',
        `User: ${arn} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action`,
      );
    const password = randomBytes(300).toString('base64');
    this.#secrets.add(password);
    return {
      authorizationData: [
        {
          authorizationToken: Buffer.from(`AWS:${password}`).toString('base64'),
          expiresAt: this.#clock.now() / 1000 + TOKEN_SECONDS,
          proxyEndpoint: `https://${account}.dkr.ecr.${region}.${PARTITIONS[partition].api}`,
        },
      ],
    };
  }
}
