/** @import { Place } from '../types.js' */
/** Finds the names of resources in what leads to a page of the console: what AWS itself writes there names nobody. */

/** An ARN's words before its resource, where none of these starts with a word for its type. */
const arnHead = /^arn:[^:]*:(s3|sns|sqs|codecommit|codepipeline|execute-api)?[^:]*:[^:]*:[^:]*:/i;
/** Words for a resource's type, before its name: function:, table/, loadbalancer/app/. */
const typeWords =
  /^\/?(?:autoscalinggroup:[^:]*:autoscalinggroupname|loadbalancer\/(?:app|net|gwy)|(?:regional|global)\/[\w-]+|[a-z][\w-]*)[/:]/i;
/** Words for a part of a resource, after its name. */
const partWords = /:log-stream:|\/(?:index|stages|branches)\//gi;
/** Where services of AWS log or keep parameters. */
const servicesFolder = /^\/?aws\/[\w-]+\//i;
/** The word for one of its pages that may follow a resource in what is typed. */
const pageWord = /\s+[a-z]+$/i;
/** Their values choose how a page looks. */
const viewKeys = new Set([
  'buckettype',
  'instancestate',
  'is-cluster',
  'region',
  'sort',
  'state',
  'subtab',
  'tab',
  'v',
  'view',
]);
/** An ARN or the address of a queue, of which the page's own address lets "/" and ":" stand. */
const whole = /(?:arn:[a-z-]+:|https?:\/\/)[^?&#;]*/gi;
const escapes = /(?:%[0-9a-f]{2})+/gi;

/**
 * Words that AWS's console writes into its addresses around the names of resources: those of the host's table of
 * pages (host/domain/console_page_table.cpp, service_names_table.cpp), and the most usual ones of other pages.
 */
const addressWords = new Set(
  `agents alarm alarms api-detail apis app appconfig applications backupplan backupvaults brokers browse buckets budgets
   build canary certificates cluster cluster-details clusterdetails clusters codeartifact codebuild codecommit codedeploy
   codepipeline configuration crawlers create d dashboard dashboards data-catalog database databases default
   deployment-groups deployments description detail details distributions domains edit editor endpoints environments
   eventbus executions file-system-details file-systems functions go groups health history home homev2 hostedzones idp
   instances job jobs keys kms knowledge-bases layers list listrecordsets log-events log-group log-groups logs
   logs-insights main metrics monitoring networking nodegroups notebook-instances object objects opensearch overview
   parameters pipelines policies private projects public queues r redis memcached valkey repositories resources roles
   rules runs schedules secret secrets secretsmanager server servers services session-manager settings stackinfo stacks
   statemachines streams table tables tags task-definitions tasks topic topics user-pools users versions view web-acl
   workgroups`.split(/\s+/),
);
/** A version of a page, a region, an account. */
const addressNumber = /^(?:v\d+|[a-z]{2,4}(?:-[a-z]+)+-\d|\d{12})$/;

/**
 * @param {Place} place
 * @returns {string} the names of the resources that it leads to, lower case, a line for each; "" for a service
 */
export function resourceNames({ to, page }) {
  if (page.kind === 'service' || page.kind === 'home') return '';
  const names = /^https:/i.test(to) ? namesInAddress(to) : [nameIn(to.replace(pageWord, ''))];
  return names.join('\n').toLowerCase();
}

/** @param {string} text an ARN, or words for a resource with its service before them @returns {string} */
function nameIn(text) {
  return text.startsWith('arn:') ? nameInArn(text) : text.replace(/^\S+\s*/, '');
}

/** @param {string} arn */
function nameInArn(arn) {
  const resource = arn.replace(arnHead, '');
  const named = arnHead.exec(arn)?.[1] ? resource : resource.replace(typeWords, '');
  return named.replace(servicesFolder, '').replace(partWords, '/');
}

/** @param {string} address @returns {string[]} */
function namesInAddress(address) {
  const [, path = '', rest = ''] =
    /^https:\/\/[^/?#]*(?:\/[^/?#]*)?([^?#]*)(.*)$/is.exec(address) ?? [];
  const [query = '', ...fragment] = rest.split('#');
  // A fragment may begin with its page: "logsV2:", "InstanceDetails:", "metricsV2?".
  const shown = fragment.join('#').replace(/^[\w-]+[:?](?!\/\/)/, '');
  // The log pages escape a second time by their own marks.
  const plain = shown.replace(/[$*](?=[0-9a-f]{2})/gi, '%');
  return [path, query, plain].flatMap(namesInPart).map(decoded).map(withoutFrame);
}

/** @param {string} part of an address @returns {string[]} what AWS didn't write, still encoded */
function namesInPart(part) {
  const pieces = part.replace(whole, '').split(/[/?&;]/);
  return [
    ...(part.match(whole) ?? []),
    ...pieces.map(valueIn).filter((one) => !isAddressWord(one)),
  ];
}

/** @param {string} piece @returns {string} without its key; "" where the value names nothing */
function valueIn(piece) {
  const [key = '', ...value] = piece.split('=');
  if (value.length === 0) return piece;
  return viewKeys.has(key.toLowerCase()) ? '' : value.join('=');
}

/** @param {string} text an ARN, a queue's address, or a name */
function withoutFrame(text) {
  if (/^arn:/i.test(text)) return nameInArn(text);
  return text.replace(/^https?:\/\/[^/]*/i, '').replace(servicesFolder, '');
}

/** @param {string} text @returns {string} without escapes, however often it was escaped */
function decoded(text) {
  const next = text.replace(escapes, once);
  return next === text ? text : decoded(next);
}

/** @param {string} escaped */
function once(escaped) {
  try {
    return decodeURIComponent(escaped);
  } catch {
    // No UTF-8: it stands for itself.
    return escaped;
  }
}

/**
 * @param {string} piece between two delimiters of a console's address
 * @returns {boolean} AWS wrote it there; it names no resource
 */
function isAddressWord(piece) {
  const lower = piece.toLowerCase();
  return lower === '' || addressWords.has(lower) || addressNumber.test(lower);
}
