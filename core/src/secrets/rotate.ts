import type { Kernel } from '../app/kernel.ts'
import type { Database } from '../database/database.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { quote } from '../query/sql.ts'
import type { Keyring } from './keyring.ts'

/** A column of text that `keyring.encrypt` wrote. */
export interface EncryptedColumn {
  table: string
  column: string
}

export interface Rotated extends EncryptedColumn {
  /** Values that were encrypted anew. */
  count: number
}

const batch = 500

/** Columns of `encrypted()` fields, and those that plugins declare besides their entities. */
export function encryptedColumns(
  { registry }: Pick<Kernel, 'registry'>,
  plugins: Plugin[],
): EncryptedColumn[] {
  const ofEntities = registry.models.flatMap(({ table, fields }) =>
    fields
      .filter(({ facets }) => facets.kind === 'encrypted')
      .flatMap(({ columns }) => columns.map((column) => ({ table, column }))),
  )
  return [...ofEntities, ...plugins.flatMap(({ encrypted }) => encrypted)]
}

/** One batch in a transaction of its own. Rows that somebody writes just now are left for the next one. @returns how many */
async function rotateBatch(
  database: Database,
  keyring: Keyring,
  { table, column }: EncryptedColumn,
): Promise<number> {
  const [of, name] = [quote(table), quote(column)]
  return database.transaction(async (tx) => {
    const rows = await tx.query<{ place: string; sealed: string }>(
      `select ctid::text as place, ${name} as sealed from ${of}
       where ${name} is not null and not starts_with(${name}, $1) limit ${batch} for update skip locked`,
      [`v1.${keyring.currentKeyId}.`],
    )
    await tx.query(
      `update ${of} t set ${name} = r.sealed from jsonb_to_recordset($1::jsonb) as r(place tid, sealed text) where t.ctid = r.place`,
      [
        JSON.stringify(
          rows.map(({ place, sealed }) => ({ place, sealed: keyring.encrypt(keyring.decrypt(sealed)) })),
        ),
      ],
    )
    return rows.length
  })
}

/**
 * Encrypts under the current key what is still under an earlier one, in small batches, while everything goes on: each value
 * can be read before and after, for the earlier secrets stay in the ring until this is over.
 * @throws when a value's key is not in the ring, or its text was changed
 */
export async function rotateSecrets(
  database: Database,
  keyring: Keyring,
  columns: EncryptedColumn[],
): Promise<Rotated[]> {
  const rotated: Rotated[] = []
  for (const column of columns) {
    let count = 0
    for (let done = batch; done > 0; count += done) done = await rotateBatch(database, keyring, column)
    rotated.push({ ...column, count })
  }
  return rotated
}
