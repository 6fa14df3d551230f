/**
 * Changes settings in place. A misspelt name would leave a test checking nothing, so it throws.
 * @param {Record<string, unknown>} settings
 * @param {Record<string, unknown>} changes
 */
export function applySettings(settings, changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(settings, name)) {
      throw new Error(`no setting "${name}"; there are ${Object.keys(settings).join(', ')}`);
    }
    settings[name] = value;
  }
}
