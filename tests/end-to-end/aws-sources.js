/* What AWS tells of sessions without documenting it; the simulator can be without. */

/** All of them off. */
export const NO_SOURCES = {
  sessionsList: false,
  sessionData: false,
  userInfoCookie: false,
  optInCookie: false,
  dialogue: false,
  expiredPage: false,
};

/** E2E_AWS_SOURCES=off tells every story without them, but for those that are about them. */
export const SOURCES_OFF = process.env.E2E_AWS_SOURCES === 'off';

/** As most stories have them. */
export const USUAL_SOURCES = Object.fromEntries(
  Object.keys(NO_SOURCES).map((name) => [name, !SOURCES_OFF]),
);
