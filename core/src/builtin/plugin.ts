import { createApiKey, currentUser, revokeApiKey } from '../auth/operations.ts'
import { crud } from '../operation/crud.ts'
import { definePlugin } from '../plugin/plugin.ts'
import { version } from '../version.ts'
import { ApiKey, CustomField, Role, SavedView, User } from './entities.ts'
import { savedViewOperations } from './saved-views.ts'

/** What every Bezel has: roles, users, API keys. Declared like any other plugin. */
export const corePlugin = definePlugin({
  name: 'core',
  version,
  core: `^${version}`,
  entities: [Role, User, ApiKey, CustomField, SavedView],
  operations: [
    ...crud(Role),
    ...crud(User),
    ...crud(ApiKey, { only: ['list', 'get', 'update', 'delete'] }),
    ...crud(CustomField),
    ...savedViewOperations,
    createApiKey,
    revokeApiKey,
    currentUser,
  ],
  migrations: new URL('../../migrations/', import.meta.url),
})
