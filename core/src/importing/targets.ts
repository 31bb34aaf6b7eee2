import type { Actor } from '../access/actor.ts'
import { type ImportHints, InvalidValue, type KindContext } from '../entity/field.ts'
import type { Model, ModelField, ModelRelation } from '../entity/model.ts'
import { humanize, lowerFirst, snakeCase } from '../entity/names.ts'
import { commonSynonyms } from '../transfer/map/common-words.ts'
import type { ImportColumn } from '../transfer/map/import-column.ts'
import { nameField } from './reference-reader.ts'
import {
  importableFields,
  mainPart,
  ownedRelations,
  partFields,
  singularField,
  type Target,
} from './target.ts'

/** Parts of owned records that files call by these names alone: `City` is the city of the address. */
const PLAIN_PARTS = new Set(['street', 'street2', 'city', 'region', 'postalCode', 'country'])
/** Owned records of one kind that a row may hold, where the file's own headers do not tell more. */
const USUAL_PARTS = 3

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const none = { column: undefined, field: undefined, hints: undefined, relation: undefined, ordinal: 0 }

/** Words of an enum are told by its own list; for other kinds the kind itself is looked at when columns are mapped. */
function looksLike(
  { facets }: ModelField,
  hints: ImportHints | undefined,
  kinds: KindContext,
): ImportColumn['looksLike'] {
  // The address of a picture is no uploaded file.
  if (facets.kind === 'file') return (cell) => UUID.test(cell)
  if (facets.form?.items?.kind === 'file') return (cell) => cell.split(/[;,\s]+/).every((id) => UUID.test(id))
  if (hints?.looksLike || facets.kind !== 'enum') return hints?.looksLike
  return (cell) => {
    try {
      facets.fromText(hints?.read?.(cell) ?? cell, kinds)
      return true
    } catch (error) {
      if (error instanceof InvalidValue) return false
      throw error
    }
  }
}

function columnOf(
  field: ModelField,
  kinds: KindContext,
  given: Partial<ImportColumn> & { synonyms: readonly string[] },
): ImportColumn {
  const hints = field.options.import
  const suits = looksLike(field, hints, kinds)
  return {
    name: field.name,
    label: field.label,
    kind: field.facets.kind,
    ...(suits && { looksLike: suits }),
    ...(hints?.splits && { splits: true }),
    ...given,
    synonyms: [...(field.options.synonyms ?? []), ...(hints?.synonyms ?? []), ...given.synonyms],
  }
}

function fieldTarget(actor: Actor, model: Model, field: ModelField, kinds: KindContext): Target {
  const relation = [...model.relations.values()].find((one) => one.type === 'one' && one.field === field)
  const by = relation && nameField(actor, relation.target)
  const synonyms = relation
    ? [relation.name, `${relation.name} id`, ...(by ? [`${relation.name} ${by.label}`] : [])]
    : []
  return {
    ...none,
    name: field.name,
    type: 'field',
    column: columnOf(field, kinds, { synonyms }),
    field,
    hints: field.options.import,
    relation,
  }
}

function extraTargets(model: Model): Target[] {
  return Object.entries(model.entity.import?.extras ?? {}).map(([name, hints]): Target => {
    const { label = humanize(name), kind = 'text', ...rest } = hints
    return { ...none, name, type: 'extra', column: { name, label, kind, ...rest }, hints }
  })
}

/** What files call a part: `Address 2 - City`; of the first one also plainly `City`. */
function partColumn(
  model: Model,
  relation: ModelRelation,
  field: ModelField,
  ordinal: number,
  kinds: KindContext,
): ImportColumn | undefined {
  const isPlain = PLAIN_PARTS.has(field.name)
  const declared = field.options.synonyms ?? field.options.import?.synonyms
  // The entity's own e-mail is the first one, so the first further one is the second.
  const main = singularField(model, relation)
  if (main && main.facets.kind !== field.facets.kind) return undefined
  if (!main && !isPlain && !declared) return undefined
  const one = lowerFirst(main?.name ?? relation.name.replace(/(?<=ss)es$|s$/, ''))
  const number = main ? ordinal + 1 : ordinal
  const words = [snakeCase(field.name).replace(/_/g, ' '), ...commonSynonyms(field.name)]
  const numbered = main ? [`${one} ${number}`] : words.map((word) => `${one} ${number} ${word}`)
  const plainly = ordinal === 1 && !main ? words : []
  return columnOf(field, kinds, {
    name: `${one} ${number} ${field.name}`,
    label: `${one} ${number}${main ? '' : ` ${field.label}`}`,
    synonyms: [...numbered, ...plainly],
    ...(isPlain && { group: `${relation.name}.${ordinal}` }),
  })
}

function partTargets(
  actor: Actor,
  model: Model,
  relation: ModelRelation,
  count: number,
  kinds: KindContext,
): Target[] {
  const targets: Target[] = []
  for (let ordinal = 1; ordinal <= count; ordinal++) {
    targets.push({
      ...none,
      name: `${relation.name}.${ordinal}.id`,
      type: 'part',
      relation,
      ordinal,
      field: relation.target.field('id'),
    })
    for (const field of partFields(actor, relation)) {
      const column = partColumn(model, relation, field, ordinal, kinds)
      const name = `${relation.name}.${ordinal}.${field.name}`
      targets.push({
        ...none,
        name,
        type: 'part',
        column,
        field,
        hints: field.options.import,
        relation,
        ordinal,
      })
    }
  }
  return targets
}

/** All records that a row owns in one cell: a JSON array, or one of several columns that each hold one (`Mobile`, `Work phone`). */
function partsTarget(actor: Actor, model: Model, relation: ModelRelation, kinds: KindContext): Target {
  const field = mainPart(actor, relation)
  const main = singularField(model, relation)
  const repeats = field && main && main.facets.kind === field.facets.kind
  const synonyms = repeats
    ? [main.name, main.label, ...commonSynonyms(main.name), ...(main.options.synonyms ?? [])]
    : []
  const column = repeats
    ? columnOf(field, kinds, { name: relation.name, label: relation.label, synonyms, repeats: true })
    : undefined
  return {
    ...none,
    name: relation.name,
    type: 'parts',
    column,
    field,
    hints: field?.options.import,
    relation,
  }
}

/** `addresses.7.street` among the headers asks for seven. */
function partCount(name: string, headers: readonly string[]): number {
  const start = `${name}.`
  const told = headers.flatMap((header) =>
    header.startsWith(start) ? Number.parseInt(header.slice(start.length), 10) || 0 : 0,
  )
  return Math.min(Math.max(USUAL_PARTS, ...told), 200)
}

/** Everything that the columns of a file can be mapped to, by one who may set it. */
export function targetsOf(
  actor: Actor,
  model: Model,
  headers: readonly string[],
  kinds: KindContext,
): Target[] {
  const parts = ownedRelations(model).flatMap((relation) => [
    ...partTargets(actor, model, relation, partCount(relation.name, headers), kinds),
    partsTarget(actor, model, relation, kinds),
  ])
  const custom = model.customFields().map((field) => fieldTarget(actor, model, field, kinds))
  return [
    { ...none, name: 'id', type: 'id', field: model.field('id') },
    ...importableFields(actor, model).map((field) => fieldTarget(actor, model, field, kinds)),
    ...custom,
    ...(model.custom ? [{ ...none, name: 'custom', type: 'custom' } as const] : []),
    ...extraTargets(model),
    ...parts,
  ]
}
