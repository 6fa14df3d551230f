import { createHash } from 'node:crypto';

/**
 * @typedef {object} Tenant
 * @property {string} id GUID
 * @property {string} name
 * @property {string} plan
 * @property {string} account twelve digits
 * @property {string|null} region null: the portal's
 * @property {string|null} infraOwner
 */

/** The same GUID for the same tenant in every run. @param {string} portal @param {string} name */
export function tenantId(portal, name) {
  const hex = createHash('sha256').update(`${portal}/${name}`).digest('hex');
  const variant = '89ab'[Number.parseInt(hex[16], 16) % 4];
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return groups.join('-');
}

/**
 * @param {string} portal
 * @param {{plan: string, account: string, names: string[]}[]} plans
 * @param {number} [extra] how many further tenants, named `tenant-00001` and on, in the first plan
 * @returns {Tenant[]}
 */
export function makeTenants(portal, plans, extra = 0) {
  const further = Array.from({ length: extra }, (_, index) => ({
    plan: plans[0].plan,
    account: plans[0].account,
    name: `tenant-${String(index + 1).padStart(5, '0')}`,
  }));
  const named = plans.flatMap(({ plan, account, names }) =>
    names.map((name) => ({ plan, account, name })),
  );
  return [...named, ...further].map((tenant) => ({
    ...tenant,
    id: tenantId(portal, tenant.name),
    region: null,
    infraOwner: null,
  }));
}

/** A tenant as GetTenantsForUser gives it, with fields that nobody needs. @param {Tenant} tenant */
export function tenantAnswer(tenant) {
  return {
    TenantId: tenant.id,
    AccountName: tenant.name,
    PlanID: tenant.plan,
    InfraOwner: tenant.infraOwner,
    TenantPolicy: { AllowVolumeMapping: true, BlockExternalEp: true },
    Metadata: [{ Key: 'enable_alerting', Value: 'true' }],
    Tags: [{ Key: 'team', Value: tenant.name }],
    IsReadOnly: false,
    PendingDelete: false,
  };
}
