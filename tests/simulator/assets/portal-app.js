const data = JSON.parse(document.getElementById('page-data').textContent);
const app = document.getElementById('app');

/**
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node|string)} children
 */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** A tenant's resources with their patterns filled. */
function resourcesOf(tenant) {
  return data.resources.map((resource) => {
    const values = { ...data.values, ...tenant, tenant: tenant.name };
    const name = fill(resource.name, values);
    const arn = resource.arn && fill(resource.arn, { ...values, name });
    const all = { ...values, name, arn };
    return {
      ...resource,
      name,
      arn,
      page: `/app/${fill(resource.page, all)}`,
      console: fill(resource.console, all),
    };
  });
}

/** The tenant of the path, and the resource where the page is a resource's. */
function whereAmI() {
  const id = location.pathname.split('/').find((part) => /^[0-9a-f-]{36}$/i.test(part));
  const tenant = data.tenants.find((one) => one.id === id?.toLowerCase());
  const resource = tenant && resourcesOf(tenant).find(({ page }) => page === location.pathname);
  return { tenant, resource };
}

/** Angular's way: the address changes and the page is drawn anew without a load. */
function go(path) {
  history.pushState({}, '', path);
  draw();
}

const overview = (tenant) => `/app/devops/${tenant.id}/overview`;

function link(path, text, id = '') {
  return make('a', {
    href: path,
    textContent: text,
    id,
    onclick: (event) => {
      event.preventDefault();
      go(path);
    },
  });
}

/** @returns {Promise<any>} the portal's JIT answer */
async function jit(path) {
  const headers = { Authorization: `Bearer ${data.token}`, 'Content-Type': 'application/json' };
  const response = await fetch(data.apiUrl + path, { headers });
  if (!response.ok) throw new Error(`the portal answered ${response.status}`);
  return response.json();
}

const tenantJit = (tenant) => `/subscriptions/${tenant.id}/GetAwsConsoleTokenUrl`;
const ADMIN_JIT = '/v3/admin/aws/jitAccess/admin';

/** Opens the console in a new tab, on the page wanted. */
async function openConsole(path, page) {
  const tab = window.open('', '_blank');
  const answer = await jit(path);
  const url = new URL(answer.ConsoleUrl);
  if (page) {
    const home = new URL(url.searchParams.get('Destination'));
    url.searchParams.set('Destination', `${home.origin}/${page}`);
  }
  tab.location.href = url.href;
}

function show(text) {
  document.getElementById('output').textContent = text;
}

async function showCredentials(path) {
  const { AccessKeyId, SecretAccessKey, SessionToken } = await jit(path);
  const lines = { AccessKeyId, SecretAccessKey, SessionToken };
  show(
    Object.entries(lines)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  );
}

/** The entries of User → Profile → JIT AWS Console. */
function jitEntries(tenant) {
  const host = location.host;
  const own = [
    ['jit-console', 'Open JIT AWS Console', () => openConsole(tenantJit(tenant))],
    [
      'jit-url',
      'Copy AWS Console URL',
      async () => show((await jit(tenantJit(tenant))).ConsoleUrl),
    ],
    ['jit-credentials', 'Temporary AWS Credentials', () => showCredentials(tenantJit(tenant))],
    [
      'jit-workstation',
      'AWS Access from my Workstation',
      () => show(`duplo-jit aws --host https://${host} --tenant ${tenant.name} --interactive`),
    ],
  ];
  const admin = [
    ['jit-admin-console', 'JIT Admin AWS Console', () => openConsole(ADMIN_JIT)],
    ['jit-admin-credentials', 'Temporary Admin AWS Credentials', () => showCredentials(ADMIN_JIT)],
    [
      'jit-admin-workstation',
      'Admin AWS Access from my Workstation',
      () => show(`duplo-jit aws --host https://${host} --admin --interactive`),
    ],
  ];
  return [...(tenant ? own : []), ...(data.adminEntries ? admin : [])].map(
    ([id, textContent, action]) =>
      make('button', {
        id,
        textContent,
        onclick: () => action().catch?.((error) => show(error.message)),
      }),
  );
}

function header(tenant) {
  const menu = make(
    'div',
    {},
    make('b', { textContent: 'JIT AWS Console' }),
    ...jitEntries(tenant),
  );
  menu.append(make('a', { href: '/app/logout', id: 'log-out', textContent: 'Log out' }));
  const choices = data.tenants.map((one) =>
    make('button', { textContent: one.name.toUpperCase(), onclick: () => go(overview(one)) }),
  );
  const name = tenant ? tenant.name.toUpperCase() : 'NONE';
  return make(
    'header',
    {},
    make('p', { className: 'brand', textContent: data.portal }),
    link('/app/devops/tenants', 'Tenants'),
    make('span', { className: 'gap' }),
    make(
      'details',
      { id: 'tenant-menu' },
      make('summary', { textContent: `Tenant: ${name}` }),
      make('div', {}, ...choices),
    ),
    make('details', { id: 'profile-menu' }, make('summary', { textContent: data.user }), menu),
  );
}

function resourcePage(tenant, resource) {
  const consoleLink = make('a', {
    href: '#',
    id: 'console-link',
    textContent: 'Console',
    onclick: (event) => {
      event.preventDefault();
      openConsole(tenantJit(tenant), resource.console).catch((error) => show(error.message));
    },
  });
  return [
    make(
      'div',
      { className: 'title-bar' },
      make('h1', { id: 'resource-title', textContent: resource.name }),
      consoleLink,
    ),
    ...(resource.arn ? [make('p', { id: 'resource-arn', textContent: resource.arn })] : []),
    make('p', { textContent: `${resource.title} in tenant ${tenant.name}` }),
  ];
}

function tenantPage(tenant) {
  const rows = resourcesOf(tenant).map((resource) =>
    make(
      'tr',
      {},
      make('td', { textContent: resource.title }),
      make('td', {}, link(resource.page, resource.name, `open-${resource.kind}`)),
    ),
  );
  return [
    make('h1', { textContent: tenant.name }),
    make('p', {
      textContent: `Plan ${tenant.plan}, region ${tenant.region}, account ${tenant.account}`,
    }),
    make('table', {}, ...rows),
  ];
}

function tenantsPage() {
  const rows = data.tenants.map((tenant) =>
    make(
      'tr',
      {},
      make('td', {}, link(overview(tenant), tenant.name, `tenant-${tenant.name}`)),
      make('td', { textContent: tenant.plan }),
    ),
  );
  return [make('h1', { textContent: 'Tenants' }), make('table', {}, ...rows)];
}

function content(tenant, resource) {
  if (resource) return resourcePage(tenant, resource);
  return tenant ? tenantPage(tenant) : tenantsPage();
}

function draw() {
  const { tenant, resource } = whereAmI();
  const main = make('main', { id: 'content' }, ...content(tenant, resource));
  main.append(make('pre', { id: 'output', role: 'status' }));
  const footer = make('footer', { textContent: "A simulated portal of jit-console's tests" });
  app.replaceChildren(header(tenant), main, footer);
  document.title = `${resource?.name ?? tenant?.name ?? 'Tenants'} | ${data.portal}`;
}

addEventListener('popstate', draw);
draw();
