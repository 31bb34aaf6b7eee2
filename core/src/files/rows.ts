import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/fields.ts'
import type { Entity } from '../entity/entity.ts'
import type { Model } from '../entity/model.ts'
import type { Registry } from '../entity/registry.ts'
import { quote } from '../query/sql.ts'
import { scopeSql } from '../query/where.ts'
import { File } from './file.ts'
import { shownFiles } from './shown.ts'

type Param = (value: unknown) => string
type Access = 'read' | 'write'

/** A condition about one table inside a query about files: both are called `t`, so the file's value is taken first. */
function existsSql(model: Model, fileColumn: string, holds: string, scope: string[]): string {
  const where = [holds, ...scope].join(' and ')
  return `exists (select 1 from (select t.${fileColumn} as wanted) f, ${quote(model.table)} t where ${where})`
}

function scopeOf(actor: Actor, model: Model, param: Param, access: Access): string[] {
  return scopeSql(actor, model, { values: [], add: param }, access)
}

/** Files of a record follow the record: one look-up by name where an actor sees all of an entity, else its scope too. */
function ownedSql(actor: Actor, registry: Registry, param: Param, access: Access): string[] {
  const allowed = registry.models.filter(
    (model) => actor.permissions.allows(model.permissions[access]) && model.name !== File.name,
  )
  const whole: string[] = []
  const parts: string[] = []
  for (const model of allowed) {
    const scope = scopeOf(actor, model, param, access)
    if (scope.length === 0) whole.push(model.name)
    else
      parts.push(
        `(t.owner_entity = ${param(model.name)} and ${existsSql(model, 'owner_id', 't.id = f.wanted', scope)})`,
      )
  }
  return [`t.owner_entity = any(${param(whole)}::text[])`, ...parts]
}

/** A file that belongs to no record yet is seen with `files.read`, by who sent it, and by who sees a record that shows it. */
function unownedSql(actor: Actor, registry: Registry, param: Param, access: Access): string {
  if (actor.permissions.allows(access === 'read' ? 'files.read' : 'files.write'))
    return 't.owner_entity is null'
  const mine = actor.id === null ? [] : [`t.uploaded_by = ${param(actor.id)}`]
  const shown = registry.models
    .filter((model) => access === 'read' && actor.permissions.allows(model.permissions.read))
    .flatMap((model) =>
      shownFiles(model)
        .filter(({ field }) => mayRead(actor, field))
        .map(({ holds }) =>
          existsSql(model, 'id', holds('t', 'f.wanted'), scopeOf(actor, model, param, access)),
        ),
    )
  return `(t.owner_entity is null and (${[...mine, ...shown].join(' or ') || 'false'}))`
}

/** The rule of who may see (or change) which files, as the entity option `rows` has it. */
function fileRows(registry: Registry): NonNullable<Entity['rows']> {
  return (actor, param, access) =>
    [unownedSql(actor, registry, param, access), ...ownedSql(actor, registry, param, access)].join(' or ')
}

/** Gives `File` its rule, which takes all entities and so cannot stand where `File` is defined. */
export function limitFiles(registry: Registry): void {
  const model = registry.of(File)
  model.entity = { ...model.entity, rows: fileRows(registry) }
}
