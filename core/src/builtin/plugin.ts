import { listAudit, recordHistory } from '../audit/operations.ts'
import { createApiKey, currentUser, revokeApiKey } from '../auth/operations.ts'
import { systemHealth } from '../health/operations.ts'
import { deleteJob, getJob, jobRunning, listJobs, retryJob } from '../jobs/operations.ts'
import { tidyUp } from '../jobs/tidy.ts'
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
    listAudit,
    recordHistory,
    listJobs,
    getJob,
    retryJob,
    deleteJob,
    systemHealth,
  ],
  permissions: {
    'audit.read': 'See who changed what, in all records',
    'jobs.read': 'See the jobs that wait, run or failed',
    'jobs.write': 'Retry failed jobs and give them up',
    'system.read': 'See how the system is',
    'system.metrics': 'Read the metrics (for Prometheus)',
  },
  errors: [jobRunning],
  jobs: [tidyUp],
  migrations: new URL('../../migrations/', import.meta.url),
})
