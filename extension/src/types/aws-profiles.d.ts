import type { Role } from './host.js';

/* What the host says of profiles in AWS's config file; `npm run types` checks it as host.d.ts. */

/** A profile of AWS's config file that jit-console wrote. `tenant`: as written there. */
export interface AwsProfile {
  name: string;
  portal: string;
  role: Role;
  tenant: string | null;
  region: string | null;
}

export interface AwsProfilePreview {
  profile: AwsProfile;
  file: string;
  change: 'add' | 'replace' | 'none';
  text: string;
  before: string | null;
}

export interface AwsProfileList {
  file: string;
  profiles: AwsProfile[];
}
