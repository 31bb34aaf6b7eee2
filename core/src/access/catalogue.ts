import Type from 'typebox'
import { operation } from '../operation/operation.ts'
import { service } from '../plugin/service.ts'
import { neededPermissions } from './needs.ts'
import type { Guarded } from './verbs.ts'

/** What of an operation tells who may call it. */
export interface Explained extends Guarded {
  name: string
  summary: string
}

export interface DeclaredPermission {
  name: string
  /** What it lets do. */
  summary: string
  /** The plugin that declares it. */
  plugin: string
}

/** Every permission there is, in the order of the plugins, for pages on which roles are made. */
export const permissionTable = service<readonly DeclaredPermission[]>('core.permissions')
/** All operations by name, for whoever explains them. */
export const operationTable = service<ReadonlyMap<string, Explained>>('core.operations')

const text = Type.String()

/** What there is to be allowed, and what takes which permission; nothing about any person. */
export const accessCatalogue = operation({
  name: 'access.catalogue',
  needs: 'signed-in',
  summary: 'Every permission and every operation there is',
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    permissions: Type.Array(Type.Object({ name: text, summary: text, plugin: text })),
    operations: Type.Array(Type.Object({ name: text, summary: text, permissions: Type.Array(text) })),
  }),
  rest: 'GET /access/catalogue',
  graphql: 'query accessCatalogue',
  run: (ctx) => ({
    permissions: [...ctx.use(permissionTable)],
    operations: [...ctx.use(operationTable).values()].map(({ name, summary, needs }) => ({
      name,
      summary,
      permissions: neededPermissions(needs),
    })),
  }),
})
