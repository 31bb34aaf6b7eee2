import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/fields.ts'
import type { Sql } from '../database/types.ts'
import { InvalidValue, type KindContext } from '../entity/field.ts'
import { idOperand } from '../entity/kinds/operands.ts'
import type { Model, ModelField } from '../entity/model.ts'
import { parameters, quote } from '../query/sql.ts'
import { scopeSql } from '../query/where.ts'
import { isEmptyMarker } from '../transfer/normalise/index.ts'
import type { Value } from '../transfer/read/types.ts'
import { type Cell, problemCell, readClear } from './cell.ts'
import type { CellMaker } from './cell-maker.ts'
import type { ColumnReader } from './field-reader.ts'

const REMEMBERED = 50_000

/** The field that names a record of the target in files: its natural key of one field, or else its only unique one. */
export function nameField(actor: Actor, target: Model): ModelField | undefined {
  const unique = target.fields.filter(({ options }) => options.unique)
  const [field, ...more] = target.naturalKey.length > 0 ? target.naturalKey : unique
  if (!field || more.length > 0 || field.facets.kind === 'encrypted') return undefined
  return mayRead(actor, field) && actor.permissions.allows(target.permissions.read) ? field : undefined
}

export interface ReferenceColumn {
  maker: CellMaker
  target: Model
}

interface Lookup {
  sql: Sql
  actor: Actor
  kinds: KindContext
}

async function idsOfIds({ sql }: Lookup, target: Model, texts: string[]): Promise<Map<string, string>> {
  if (texts.length === 0) return new Map()
  const rows = await sql.query<{ id: string }>(
    `select id from ${quote(target.table)} where id = any($1::uuid[])`,
    [texts],
  )
  const found = new Set(rows.map(({ id }) => id))
  return new Map(texts.flatMap((text) => (found.has(text.toLowerCase()) ? [[text, text.toLowerCase()]] : [])))
}

function operandOf(field: ModelField, text: string, kinds: KindContext): unknown {
  try {
    return field.facets.toOperand(text, kinds)
  } catch (error) {
    if (error instanceof InvalidValue) return null
    throw error
  }
}

/** A text that names several records names none. */
async function idsOfNames({ sql, actor, kinds }: Lookup, target: Model, name: ModelField, texts: string[]) {
  const found = new Map<string, string>()
  if (texts.length === 0) return found
  const params = parameters()
  const type = name.facets.columns[0]?.type.split(' ')[0]
  const wanted = params.add(texts.map((text) => operandOf(name, text, kinds)))
  const where = ['true', ...scopeSql(actor, target, params)]
  const rows = await sql.query<{ n: number; id: string }>(
    `select k.n::int as n, t.id from unnest(${wanted}::${type}[]) with ordinality as k(value, n)
     join ${quote(target.table)} t on ${name.main} = k.value where ${where.join(' and ')}`,
    params.values,
  )
  const twice = new Set<string>()
  for (const { n, id } of rows) {
    const text = texts[n - 1] as string
    if (found.has(text)) twice.add(text)
    found.set(text, id)
  }
  for (const text of twice) found.delete(text)
  return found
}

function isId(text: string): boolean {
  try {
    idOperand(text)
    return true
  } catch {
    return false
  }
}

/** Reads cells that name a record of another entity: by its id or by what names it to people, looked up many at a time. */
export function createReferenceReader({ maker, target }: ReferenceColumn, lookup: Lookup): ColumnReader {
  const known = new Map<string, Cell | undefined>()
  const name = nameField(lookup.actor, target)

  function missing(text: string): Cell {
    const what = target.label.toLowerCase()
    const by = name ? `${name.label.toLowerCase()} or id` : 'id'
    return problemCell(
      `There is no ${what} with the ${by} "${text.slice(0, 80)}". Create it first, or correct the cell.`,
    )
  }
  function textOf(value: Value): string | undefined {
    if (typeof value !== 'string' && typeof value !== 'number') return undefined
    const text = String(value).trim()
    return text === '' || readClear(text) === null ? undefined : text
  }
  return {
    async prepare(values) {
      if (known.size > REMEMBERED) known.clear()
      const texts = [...new Set(values.flatMap((value) => textOf(value) ?? []))].filter(
        (text) => !known.has(text),
      )
      const ids = await idsOfIds(lookup, target, texts.filter(isId))
      const others = texts.filter((text) => !ids.has(text))
      const names = name ? await idsOfNames(lookup, target, name, others) : new Map<string, string>()
      for (const text of texts) {
        const id = ids.get(text) ?? names.get(text)
        known.set(text, id ? maker(id) : isEmptyMarker(text) ? undefined : missing(text))
      }
    },
    read(value) {
      if (value === null || (typeof value === 'string' && readClear(value.trim()) === null))
        return maker(null)
      const text = textOf(value)
      return text === undefined ? undefined : known.get(text)
    },
  }
}
