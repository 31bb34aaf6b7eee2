import Type from 'typebox'
import { accessCatalogue } from '../access/catalogue.ts'
import { explainAccess } from '../access/explain.ts'
import { listAudit, recordHistory } from '../audit/operations.ts'
import { createApiKey, currentUser, revokeApiKey } from '../auth/operations.ts'
import { login, stepUp } from '../auth/sign-in-operations.ts'
import type { ErrorDefinition } from '../errors/problem.ts'
import { rangeUnsatisfiable } from '../files/download-route.ts'
import { File } from '../files/file.ts'
import { imageUnreadable } from '../files/images.ts'
import { linkExpired } from '../files/link.ts'
import { fileOperations, fileOwned } from '../files/operations.ts'
import { chooseStorage, fileSettings, storageChoice } from '../files/setup.ts'
import { fileStoragePort } from '../files/storage.ts'
import { deleteBytes, sweepFiles } from '../files/sweep.ts'
import { fileRequired } from '../files/upload-route.ts'
import { fileInUse } from '../files/used.ts'
import { systemHealth } from '../health/operations.ts'
import { Import } from '../importing/import.ts'
import { importSettings } from '../importing/importing.ts'
import { runImports } from '../importing/job.ts'
import { importErrorDefinitions, importOperations } from '../importing/operations.ts'
import { tidyImports } from '../importing/tidy.ts'
import { deleteJob, getJob, jobRunning, listJobs, retryJob } from '../jobs/operations.ts'
import { tidyUp } from '../jobs/tidy.ts'
import { german } from '../language/german.ts'
import { crud } from '../operation/crud.ts'
import { isRead, type Operation } from '../operation/operation.ts'
import { definePlugin } from '../plugin/plugin.ts'
import { version } from '../version.ts'
import { ApiKey, CustomField, Role, SavedView, User } from './entities.ts'
import { grantTooWide, lastOwner } from './guard-access.ts'
import { savedViewOperations } from './saved-views.ts'

/** Who may what: writes confirm who is there, and tell the API's description what else they may be refused with. */
function guarded(operations: Operation[], errors: ErrorDefinition[]): Operation[] {
  return operations.map((one) =>
    isRead(one) ? one : { ...one, stepUp: true, errors: [...(one.errors ?? []), ...errors] },
  )
}

/** What every Bezel has: roles, users, API keys. Declared like any other plugin. */
export const corePlugin = definePlugin({
  name: 'core',
  version,
  core: `^${version}`,
  entities: [Role, User, ApiKey, CustomField, SavedView, File, Import],
  operations: [
    ...guarded(crud(Role), [grantTooWide, lastOwner]),
    ...guarded(crud(User), [grantTooWide, lastOwner]),
    ...guarded(crud(ApiKey, { only: ['list', 'get', 'update', 'delete'] }), [grantTooWide]),
    ...crud(CustomField),
    ...savedViewOperations,
    ...fileOperations,
    ...importOperations,
    createApiKey,
    revokeApiKey,
    currentUser,
    accessCatalogue,
    explainAccess,
    login,
    stepUp,
    listAudit,
    recordHistory,
    listJobs,
    getJob,
    retryJob,
    deleteJob,
    systemHealth,
  ],
  permissions: {
    'access.explain': "See why somebody can, or can't, do something",
    'audit.read': 'See who changed what, in all records',
    'jobs.read': 'See the jobs that wait, run or failed',
    'jobs.write': 'Retry failed jobs and give them up',
    'system.read': 'See how the system is',
    'system.metrics': 'Read the metrics (for Prometheus)',
  },
  grants: {
    manager: ['files.*', 'users.read', 'users.write', 'roles.read'],
    'sales associate': ['files.read', 'files.write'],
    'bench jeweler': ['files.read', 'files.write'],
    'customer-care executive': ['files.read', 'files.write'],
    marketing: ['files.read'],
    accountant: ['audit.read'],
  },
  errors: [
    grantTooWide,
    lastOwner,
    jobRunning,
    fileOwned,
    fileInUse,
    fileRequired,
    imageUnreadable,
    linkExpired,
    rangeUnsatisfiable,
    ...importErrorDefinitions,
  ],
  translations: { de: german },
  jobs: [tidyUp, sweepFiles, runImports, tidyImports],
  subscribes: [deleteBytes],
  ports: [fileStoragePort],
  config: Type.Object({ ...fileSettings.properties, ...importSettings.properties }),
  provides: storageChoice,
  setup: chooseStorage,
  migrations: new URL('../../migrations/', import.meta.url),
})
