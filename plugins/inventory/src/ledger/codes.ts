import { type Context, Problem, type RecordWrite } from '@bezel/core'
import { CodeError } from '../domain/code-error.ts'
import { normalizeEpc } from '../domain/epc.ts'
import { scanKeys } from '../domain/scan-code.ts'
import { codeInvalid } from '../errors.ts'

type Codes = { id: string; barcode: string | null; epc: string | null }

/** Keys beside the plain text, which indexes of the columns find. */
function sharedKeys({ barcode, epc }: Codes): string[] {
  const keys = [barcode, epc].flatMap((code) => (code ? scanKeys(code) : []))
  return [...new Set(keys)].filter((key) => !key.startsWith('text:'))
}

function assertEpc({ epc }: Codes): void {
  if (!epc) return
  try {
    normalizeEpc(epc)
  } catch (error) {
    if (!(error instanceof CodeError)) throw error
    throw new Problem(codeInvalid, {
      detail: error.message,
      errors: [{ pointer: '/epc', message: error.message }],
    })
  }
}

/** Keeps the keys by which scanners find pieces: an EPC in any writing, and the GTIN and serial it shares with a barcode. */
async function replaceKeys(ctx: Context, pieces: Codes[]): Promise<void> {
  for (const piece of pieces) assertEpc(piece)
  const rows = pieces.flatMap((piece) => sharedKeys(piece).map((key) => ({ key, id: piece.id })))
  await ctx.db.query('delete from piece_codes where piece_id = any($1)', [pieces.map(({ id }) => id)])
  await ctx.db.query('insert into piece_codes (key, piece_id) select * from unnest($1::text[], $2::uuid[])', [
    rows.map(({ key }) => key),
    rows.map(({ id }) => id),
  ])
}

/** The pieces among the writes whose codes are new or other than before. */
export async function keepCodes(ctx: Context, writes: RecordWrite[]): Promise<void> {
  const changed = writes.flatMap(({ before, after }) => {
    if (!after) return []
    const same = after.barcode === (before?.barcode ?? null) && after.epc === (before?.epc ?? null)
    return same ? [] : [after as unknown as Codes]
  })
  if (changed.length > 0) await replaceKeys(ctx, changed)
}

/** The same for imported pieces, which are known by id alone. */
export async function keepImportedCodes(ctx: Context, ids: string[]): Promise<void> {
  const pieces = await ctx.db.query<Codes>(
    `select id, barcode, epc from pieces t where id = any($1)
       and (barcode is not null or epc is not null or exists (select from piece_codes c where c.piece_id = t.id))`,
    [ids],
  )
  if (pieces.length > 0) await replaceKeys(ctx, pieces)
}
