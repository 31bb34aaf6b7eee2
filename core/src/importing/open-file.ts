import type { Actor } from '../access/actor.ts'
import type { Kernel } from '../app/kernel.ts'
import type { Sql } from '../database/types.ts'
import type { Model } from '../entity/model.ts'
import { openRows } from '../transfer/read/open-rows.ts'
import type { ReadHint, RowSource } from '../transfer/read/types.ts'
import type { ImportOptions } from './import.ts'
import { type GivenMapping, type MappedColumn, mapFile } from './mapping.ts'
import { createPlan, type Plan } from './plan.ts'
import type { Target } from './target.ts'
import { targetsOf } from './targets.ts'

export interface FileToOpen {
  path: string
  /** As its sender calls it. */
  name: string
}

/** A file whose columns are known. */
export interface OpenedFile {
  source: RowSource
  targets: Target[]
  mapped: MappedColumn[]
  plan: Plan
}

interface Reader {
  kernel: Kernel
  sql: Sql
  actor: Actor
  currency: string
}

/** Whether an object in JSON is a value of ours, an amount with its currency or an owned record, or else holds further columns. */
function valueTest(targets: Target[]): NonNullable<ReadHint['isValue']> {
  const byName = new Map(targets.map((target) => [target.name, target]))
  return (key, value) => {
    const target = byName.get(key)
    const kind = target?.field?.facets.kind
    return (
      target?.type === 'custom' ||
      target?.type === 'parts' ||
      kind === 'json' ||
      (kind === 'money' && 'amount' in value)
    )
  }
}

/**
 * Opens a file for a collection: format, columns, how its rows are read. Close `source`, or iterate it.
 * @throws Problem IMPORT_… where the file as a whole cannot be read
 */
export async function openFile(
  reader: Reader,
  model: Model,
  file: FileToOpen,
  { mapping, defaults }: Omit<ImportOptions, 'dryRun'>,
): Promise<OpenedFile> {
  const { kernel, sql, actor, currency } = reader
  const kinds = { keyring: kernel.keyring }
  const isValue = valueTest(targetsOf(actor, model, [], kinds))
  const source = await openRows(file.path, { name: file.name, isValue })
  try {
    const targets = targetsOf(actor, model, source.headers, kinds)
    const mapped = mapFile(source, targets, mapping as GivenMapping | undefined)
    const year = kernel.environment.now().getUTCFullYear()
    const plan = await createPlan(source, mapped, {
      actor,
      model,
      kinds,
      sql,
      validator: kernel.validator,
      currency,
      year,
      defaults,
    })
    return { source, targets, mapped, plan }
  } catch (error) {
    await source.close()
    throw error
  }
}

/** Header → field, fields where it splits, or null: as a caller may send it back. */
export function mappingOf(mapped: MappedColumn[]): GivenMapping {
  return Object.fromEntries(
    mapped.map(({ header, targets }) => {
      const names = targets.map(({ name }) => name)
      return [header, names.length > 1 ? names : (names[0] ?? null)]
    }),
  )
}
