/** Who has an account on every portal; any password does. */
export const USERS = {
  'bob@example.com': { roles: ['User'], readOnly: false },
  'alice@example.com': { roles: ['User', 'Administrator'], readOnly: false },
  'carol@example.com': { roles: ['User'], readOnly: true },
};
