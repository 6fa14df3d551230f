/**
 * Changes settings in place. A misspelt name would leave a test checking nothing, so it throws.
 * @param {Record<string, unknown>} settings
 * @param {Record<string, unknown>} changes
 * @param {Record<string, unknown[]>} [choices] the values that a setting can have, where they are few
 */
export function applySettings(settings, changes, choices = {}) {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(settings, name)) {
      throw new Error(`no setting "${name}"; there are ${Object.keys(settings).join(', ')}`);
    }
    if (choices[name] && !choices[name].includes(value)) {
      throw new Error(`"${name}" can't be ${value}; it is one of ${choices[name].join(', ')}`);
    }
    settings[name] = value;
  }
}
