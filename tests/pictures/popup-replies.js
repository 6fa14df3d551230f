import { HOUR } from './world.js';

/* What the background answers to the popup, where a state says nothing else. */

/** @param {string} code @param {string} [message] @param {string} [hint] */
export const error = (code, message = 'what the host says', hint = 'what to do about it') => ({
  code,
  message,
  hint,
});

const credentials = {
  access_key_id: 'ASIAEXAMPLE',
  secret_access_key: 'secret',
  session_token: 'IQoJb3JpZ2lu'.repeat(12),
  expires_at: Math.round((Date.now() + HOUR) / 1000),
  region: 'us-west-2',
  tenant: null,
  texts: Object.fromEntries(
    ['env', 'fish', 'powershell', 'ini', 'json', 'process'].map((format) => [
      format,
      `export AWS_ACCESS_KEY_ID=ASIAEXAMPLE\nexport AWS_SESSION_TOKEN=${'IQoJb3JpZ2lu'.repeat(12)}\nexport AWS_REGION=us-west-2\n`,
    ]),
  ),
};

const profile = {
  name: 'acme-invoice',
  portal: 'acme',
  role: 'tenant',
  tenant: 'invoice',
  region: 'us-west-2',
};

const profileText =
  '[profile acme-invoice]\nregion = us-west-2\ncredential_process = jit-console credentials acme --tenant invoice\n';

const contextText = `apiVersion: v1
kind: Config
clusters:
- name: "acme-invoice"
  cluster:
    server: "https://0123456789abcdef.gr7.us-west-2.eks.amazonaws.com"
    certificate-authority-data: ${'LS0tLS1CRUdJTiBD'.repeat(80)}
`;

export const replies = {
  get_kubernetes: { enabled: true },
  preview_kube_entry: {
    name: 'acme-invoice',
    file: '/home/bob/.kube/config',
    change: 'add',
    text: contextText,
    current: false,
  },
  list_kube_entries: {
    entries: [
      {
        name: 'acme-invoice',
        portal: 'acme',
        tenant: 'invoice',
        infrastructure: null,
        namespace: 'duploservices-invoice',
        current: false,
        file: '/home/bob/.kube/config',
      },
    ],
  },
  get_kubernetes_credentials: {
    token: 'eyJhbGciOiJSUzI1NiJ9'.repeat(30),
    server: 'https://k8s.example',
    namespace: 'duploservices-invoice',
    expires_at: Math.round((Date.now() + HOUR) / 1000),
    tenant: null,
    texts: {
      kubeconfig: `${contextText}users:\n- name: "acme-invoice"\n  user:\n    token: "${'eyJhbGciOiJSUzI1NiJ9'.repeat(30)}"\n`,
      token: 'eyJhbGciOiJSUzI1NiJ9'.repeat(30),
      json: '{}',
    },
  },
  list_resources: {
    links: [{ name: 'Runbook', to: 'https://wiki.example/invoice', in_console: false }],
    resources: [
      { name: 'duploservices-invoice-orders', arn: 'arn:aws:dynamodb:1', kind: 'dynamodb_table' },
      { name: 'duploservices-invoice-jobs', arn: 'arn:aws:sqs:1', kind: 'sqs_queue' },
      { name: 'duploservices-invoice-archive-123456789012', arn: 'arn:aws:s3', kind: 's3_bucket' },
    ],
  },
  get_console_url: { url: `https://us-east-1.signin.aws.amazon.com/federation?${'x'.repeat(900)}` },
  get_credentials: credentials,
  preview_aws_profile: {
    profile,
    file: '/home/bob/.aws/config',
    change: 'add',
    text: profileText,
    before: null,
  },
  list_aws_profiles: { file: '/home/bob/.aws/config', profiles: [profile] },
  get_session_length: {
    seconds: 3600,
    minimum: 900,
    maximum: 43_200,
    settings: [
      {
        name: 'Maximum session duration',
        where: 'Administrator → Infrastructure → nonprod → Settings',
        url: 'https://acme.duplocloud.net/app/admin',
        effect: 'decides',
        key: 'tenant',
        value: 3600,
      },
    ],
  },
  find_place: null,
  list_terminal_sessions: { error: error('unknown_method') },
};
