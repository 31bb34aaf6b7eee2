import { eraseEntries } from '../audit/erase.ts'
import type { Model, ModelField } from '../entity/model.ts'
import type { Context } from '../operation/context.ts'
import { quote } from '../query/sql.ts'
import type { Identifiers } from './identifiers.ts'

/** A text of some record that names a person. */
export interface Mention {
  collection: string
  id: string
  field: string
  text: string
}

/** A row of an imported file that was rejected, and that tells of a person. */
export interface RejectedRow {
  importId: string
  line: number
  values: unknown[]
}

/** What stands in place of a name that was erased. */
export const erasedText = 'Erased'

/** `Ann  O'Bell!` → ` ann o bell `, with the blanks that whole words are found by. */
const plainWords = (text: string) =>
  `(' ' || regexp_replace(bezel_core.fold(${text}), '[^[:alnum:]]+', ' ', 'g') || ' ')`

/** Folds the patterns the way texts are folded; blanks and percent signs stay. */
const patterns = (param: string) =>
  `(select array_agg(bezel_core.fold(p)) from unnest(${param}::text[]) p)::text[]`

/** SQL: the text names the person, in words or by a telephone number. */
const names = (text: string, folded: string, numbers: string) =>
  `(${plainWords(text)} like any(${patterns(folded)}) or ${text} ~ ${numbers})`

interface Place {
  model: Model
  field: ModelField
  column: string
}

function placesOf(models: readonly Model[]): Place[] {
  return models.flatMap((model) =>
    model.fields
      .filter(({ options }) => options.mentions)
      .map((field) => ({ model, field, column: quote(field.columns[0] as string) })),
  )
}

/** Texts that name the person, in the fields that entities declare with `mentions`. */
export async function findMentions(ctx: Context, { folded, numbers }: Identifiers): Promise<Mention[]> {
  if (folded.length === 0) return []
  const found: Mention[] = []
  for (const { model, field, column } of placesOf(ctx.registry.models)) {
    const rows = await ctx.db.query<{ id: string; text: string }>(
      `select id, ${column} as text from ${quote(model.table)}
       where ${column} is not null and ${names(column, '$1', '$2')} order by id`,
      [folded, numbers],
    )
    for (const row of rows) found.push({ collection: model.collection, field: field.name, ...row })
  }
  return found
}

/** SQL: a row of a file holds all words of one of the person's names ($1), or one of the numbers ($2). */
const rowTells = `("values"::text ~ $2 or exists (
  select from jsonb_array_elements($1::jsonb) as person(words) where not exists (
    select from jsonb_array_elements_text(person.words) as w(word) where
    ${plainWords(`"values"::text`)} not like '% ' || bezel_core.fold(w.word) || ' %')))`

/** Rows of files that were rejected and hold all words of one of the person's names or addresses. */
export function findRejectedRows(ctx: Context, { words, numbers }: Identifiers): Promise<RejectedRow[]> {
  return ctx.db.query<RejectedRow & Record<string, unknown>>(
    `select import_id as "importId", line, "values" from bezel_core.import_errors
     where ${rowTells} order by import_id, line`,
    [JSON.stringify(words), numbers],
  )
}

/**
 * Takes the name out of each text: where it is written as we know it just the name, else (other accents) the whole text.
 * What the record says besides stays: a movement in a ledger is still the same movement.
 */
async function redactPlace(ctx: Context, { model, column }: Place, identifiers: Identifiers): Promise<void> {
  const isNamed = (text: string) => names(text, '$1', '$4')
  const rest = `regexp_replace(${column}, $2, '${erasedText}', 'gi')`
  await ctx.db.query(
    `update ${quote(model.table)} set ${column} = case when ${isNamed(rest)} then '${erasedText}' else ${rest} end,
       version = version + 1, updated_at = $3
     where ${column} is not null and ${isNamed(column)}`,
    [identifiers.folded, identifiers.written, ctx.now, identifiers.numbers],
  )
}

/** What the history says of texts that named the person once, whether they still do or their records are gone. */
async function eraseNamingHistory(
  ctx: Context,
  places: Place[],
  { folded, numbers }: Identifiers,
): Promise<void> {
  const told = (at: number) => names(`(diff -> p.field ->> ${at})`, '$2', '$3')
  const rows = await ctx.db.query<{ id: string }>(
    `select distinct a.id from bezel_core.audit a
     join jsonb_to_recordset($1::jsonb) as p(entity text, field text) on p.entity = a.entity
     where a.diff is not null and a.diff ? p.field and (${told(0)} or ${told(1)})`,
    [
      JSON.stringify(places.map(({ model, field }) => ({ entity: model.name, field: field.name }))),
      folded,
      numbers,
    ],
  )
  await eraseEntries(
    ctx.db,
    rows.map(({ id }) => id),
  )
}

/** Erases a person from texts of other records, from their history, from rejected rows of imports and from kept answers. */
export async function redactMentions(ctx: Context, identifiers: Identifiers): Promise<void> {
  if (identifiers.folded.length === 0) return
  const places = placesOf(ctx.registry.models)
  for (const place of places) await redactPlace(ctx, place, identifiers)
  await eraseNamingHistory(ctx, places, identifiers)
  await ctx.db.query(
    `delete from bezel_core.import_errors
     where ${rowTells}`,
    [JSON.stringify(identifiers.words), identifiers.numbers],
  )
  await ctx.db.query(`delete from bezel_core.idempotency where ${names('answer::text', '$1', '$2')}`, [
    identifiers.folded,
    identifiers.numbers,
  ])
}
