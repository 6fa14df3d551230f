/**
 * The forms of the console's paths that the simulator knows; AWS answers 404 to what it doesn't know, and so a wrong link is
 * seen. Written down from AWS's documentation and from links in public repositories, not from the product's table. What
 * stands after `#` never reaches a server, so it isn't checked here.
 */
const FORMS = [
  /^\/$/,
  // A service's home; which services there are is not checked.
  /^\/[a-z0-9-]+(\/v\d)?\/home$/,
  /^\/console\/logout.*$/,
  /^\/s3\/(buckets|object)(\/[^/]+)?$/,
  /^\/apigateway\/main\/apis(\/[^/]+\/resources)?$/,
  /^\/apigateway\/main\/api-detail$/,
  /^\/codesuite\/codebuild\/(\d{12}\/)?projects(\/[^/]+\/(history|build\/[^/]+\/?))?$/,
  /^\/codesuite\/codepipeline\/pipelines(\/[^/]+\/view)?$/,
  /^\/codesuite\/codecommit\/repositories(\/[^/]+\/browse)?$/,
  /^\/codesuite\/codedeploy\/applications(\/[^/]+(\/deployment-groups\/[^/]+)?)?$/,
  /^\/codesuite\/codeartifact\/(repositories|d\/\d{12}\/[^/]+(\/r\/[^/]+)?)$/,
  /^\/cognito\/v2\/idp\/user-pools(\/[^/]+(\/[a-z/-]+)?)?$/,
  /^\/ecr\/repositories(\/private\/\d{12}\/.+)?$/,
  /^\/ecs\/v2\/clusters(\/[^/]+(\/(services|tasks)\/[^/]+\/[a-z]+)?)?$/,
  /^\/ecs\/v2\/task-definitions(\/[^/]+(\/\d+)?)?$/,
  /^\/route53\/v2\/hostedzones$/,
  /^\/secretsmanager\/(secret|listsecrets)$/,
  // A parameter's name is encoded twice.
  /^\/systems-manager\/parameters(\/([^/%]|%25)+\/description)?$/,
  /^\/systems-manager\/[a-z-]+(\/[a-z-]+)?$/,
  /^\/wafv2\/homev2(\/web-acls|\/web-acl\/[^/]+\/[^/]+\/overview)?$/,
];

/**
 * @param {string} path as the browser sent it, percent escapes and all
 * @returns {boolean}
 */
export function isConsolePath(path) {
  return FORMS.some((form) => form.test(path));
}
