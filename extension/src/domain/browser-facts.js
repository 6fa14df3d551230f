/**
 * What the program assumes of portals and AWS and only a browser sees: ids and sentences as in ARCHITECTURE.md's table,
 * in English as the program's own.
 */
export const browserFacts = {
  'portal.guid': "a tenant's pages have its GUID in their path",
  'portal.arn': "a resource's page shows its ARN as text",
  'aws.session_data': 'a console page says in awsc-session-data who is signed in',
  'aws.opt_in_cookie': 'with multi-session, console pages see a cookie aws-prism-opt-in',
  'aws.label': "with multi-session, an identity's host is the same at each sign-in",
  'aws.one_identity':
    'without multi-session, a second sign-in is refused until the first is signed out',
  'aws.logout_chain': 'logout with redirect_uri on a regional host goes on to the sign-in URL',
  'aws.expired_page': 'the page of an ended session is on the sign-in host and leads to Issuer',
  'aws.dialogue': "an ended session's open page shows a known dialogue",
};

/** What was seen where one differs, by the host's words for it (PROTOCOL.md, note_fact). */
export const differences = {
  no_tag: 'there is no such meta tag',
  other_content: 'it holds something else',
  no_cookie: 'there is no such cookie',
  another: 'it was another one',
  stopped: 'it did not go on',
  no_link: 'it has no link to the portal',
};

/** @typedef {keyof typeof browserFacts} BrowserFactId */
/** @typedef {keyof typeof differences} Difference */
