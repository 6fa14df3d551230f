/**
 * The answer of `v3/features/system`: what clients read of it, among much that they don't.
 * @param {import('./portal.js').Portal} portal
 */
export function systemFeatures(portal) {
  const { settings } = portal;
  return {
    IsKatkitEnabled: false,
    IsSignupEnabled: true,
    IsComplianceEnabled: true,
    IsBillingEnabled: true,
    IsSiemEnabled: false,
    IsAwsCloudEnabled: true,
    IsAzureCloudEnabled: false,
    IsGoogleCloudEnabled: false,
    DefaultAwsAccount: portal.tenants[0].account,
    DefaultAwsRegion: settings.region,
    DefaultAwsPartition: settings.partition,
    AwsRegions: [settings.region, ...otherRegions(settings.partition, settings.region)],
    EksVersions: { DefaultVersion: '1.33', SupportedVersions: ['1.32', '1.33', '1.34'] },
    IsOtpNeeded: settings.otpNeeded,
    IsAwsAdminJITEnabled: settings.adminJit,
    IsDuploOpsEnabled: settings.duploOps,
    IsTagsBasedResourceMgmtEnabled: true,
    DevopsManagerHostname: portal.host,
    TenantNameMaxLength: 12,
    ResourceNamePrefix: 'duploservices',
    S3BucketNamePrefix: '',
    DefaultInfraCidr: { Address: '10.221.0.0', Prefix: 16 },
    EnabledFlags: [
      ...(settings.adminJit ? ['EnableAdminAwsJitAccess'] : []),
      ...(settings.nonAdminJit ? [] : ['DisableNonAdminAwsJitAccess']),
    ],
    AppConfigs: [{ Type: 'AppConfig', Key: 'AdminJitSessionDuration', Value: '3600' }],
    SomethingNewer: null,
  };
}

/** @param {string} partition @param {string} region */
function otherRegions(partition, region) {
  const some = {
    aws: ['us-east-1', 'us-west-2', 'eu-west-1'],
    'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
    'aws-cn': ['cn-north-1', 'cn-northwest-1'],
    'aws-eusc': ['eusc-de-east-1'],
  };
  return some[partition].filter((other) => other !== region);
}
