import type { TenantById } from './host.js';

/* What the host says of Kubernetes; see host.d.ts. */

/** A kubeconfig's entry as the host proposes or wrote it: cluster, user and context of one name. */
export interface KubeEntryChange {
  name: string;
  file: string;
  change: 'add' | 'replace' | 'none';
  text: string;
  /** It is kubectl's current context then. */
  current: boolean;
}

/** One that jit-console wrote: a tenant's, or an infrastructure's from a terminal. */
export interface KubeEntry {
  name: string;
  portal: string | null;
  tenant: string | null;
  infrastructure: string | null;
  namespace: string | null;
  current: boolean;
  file: string;
}

/** As CredentialsFormat: a kubeconfig that holds the token, the token, an ExecCredential. */
export type KubernetesFormat = 'kubeconfig' | 'token' | 'json';

/** Secret, as CredentialsResult. */
export interface KubernetesCredentials {
  token: string;
  server: string;
  namespace: string | null;
  expires_at: number;
  tenant: TenantById | null;
  texts: Record<KubernetesFormat, string>;
}
