export { Type } from 'typebox'
export { type Actor, permissions } from './access/actor.ts'
export { ruled } from './access/ruled.ts'
export { type Grants, seededRole } from './access/seed-roles.ts'
export { type App, createApp } from './app/create-app.ts'
export { eraseHistory } from './audit/erase.ts'
export { actorOfUser } from './auth/actors.ts'
export {
  addressSubject,
  forgetGuesses,
  type GuessLimit,
  limitGuesses,
  noteGuess,
} from './auth/guesses.ts'
export { hashPassword, isOutdated, verifyPassword } from './auth/passwords.ts'
export { confirmSession, endSessions, openSession } from './auth/sessions.ts'
export {
  type Admission,
  accountLimit,
  addressLimit,
  type CheckedUser,
  type SignInPolicy,
  signIn,
} from './auth/sign-in.ts'
export { admissionSchema } from './auth/sign-in-operations.ts'
export { newToken, tokenHash } from './auth/tokens.ts'
export { ApiKey, Role, User } from './builtin/entities.ts'
export { assertOwnerLeft, grantTooWide, guardGrants } from './builtin/guard-access.ts'
export { defineConfig, type ShopConfig } from './config/config.ts'
export {
  type DataOf,
  type DocumentImport,
  defineEntity,
  type Entity,
  extendEntity,
  group,
  type ImportDocument,
  many,
  type RecordOf,
  type RecordWrite,
} from './entity/entity.ts'
export { type ImportHints, InvalidValue, optional } from './entity/field.ts'
export * from './entity/kinds/index.ts'
export { forbidden, notFound, tooManyRequests, validationFailed, wrongCredentials } from './errors/catalog.ts'
export { defineError, Problem } from './errors/problem.ts'
export { defineEvent, on } from './events/event.ts'
export { File } from './files/file.ts'
export { type FileService, files } from './files/files.ts'
export { type ByteRange, FileMissing, type FileStorage, fileStoragePort } from './files/storage.ts'
export { isPublicAddress } from './http-client/public-address.ts'
export { makeIds } from './importing/ids.ts'
export { defineJob, type JobRun } from './jobs/job.ts'
export type { Phrases } from './language/phrases.ts'
export type { LiveChange } from './live/change.ts'
export { type Live, liveService } from './live/live.ts'
export type { Context, PrepareContext } from './operation/context.ts'
export { crud } from './operation/crud.ts'
export { idAmong, idOf } from './operation/named-records.ts'
export { type MadeFile, type Operation, operation } from './operation/operation.ts'
export { identifiersOf } from './personal/identifiers.ts'
export {
  findMentions,
  findRejectedRows,
  type Mention,
  type RejectedRow,
  redactMentions,
} from './personal/mentions.ts'
export { definePlugin, type Plugin, type SetupOptions } from './plugin/plugin.ts'
export { defineAdapter, definePort } from './plugin/port.ts'
export { service } from './plugin/service.ts'
