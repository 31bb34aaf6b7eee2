import { type Context, type Money, Problem, type RecordOf } from '@bezel/core'
import type { Ownership } from '../domain/piece-axes.ts'
import { Parcel } from '../entities/parcel.ts'
import { Piece } from '../entities/piece.ts'
import { PieceComponent, PieceFinding, PieceMetal, PieceStone } from '../entities/piece-parts.ts'
import { Stone } from '../entities/stone.ts'
import { currencyMixed, ownershipForbids, placeImpossible } from '../errors.ts'
import type { ParcelRecord } from '../parcel/change.ts'

export type PieceRecord = RecordOf<typeof Piece>
export type StoneRecord = RecordOf<typeof Stone>

/** What shall become one piece. */
export interface WantedParts {
  mountingIds: string[]
  stones: { stoneId: string; position?: string | undefined }[]
  parcels: { parcelId: string; count: number; carat: number; position?: string | undefined }[]
}

/** The parts, locked. */
export interface Parts {
  mountings: PieceRecord[]
  stones: (StoneRecord & { position: string | null })[]
  parcels: { parcel: ParcelRecord; count: number; carat: number; position: string | null }[]
}

const sorted = <T>(items: T[], key: (item: T) => string) =>
  [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1))

/** Locks parts, always in the same order, so that two people who want the same ones do not wait for each other. */
export async function lockParts(ctx: Context, wanted: WantedParts): Promise<Parts> {
  const parts: Parts = { mountings: [], stones: [], parcels: [] }
  for (const id of [...wanted.mountingIds].sort()) parts.mountings.push(await ctx.records(Piece).lock(id))
  for (const { stoneId, position = null } of sorted(wanted.stones, ({ stoneId }) => stoneId))
    parts.stones.push({ ...(await ctx.records(Stone).lock(stoneId)), position })
  for (const { parcelId, count, carat, position = null } of sorted(
    wanted.parcels,
    ({ parcelId }) => parcelId,
  ))
    parts.parcels.push({ parcel: await ctx.records(Parcel).lock(parcelId), count, carat, position })
  return parts
}

/** The store where all parts are. @throws Problem when they are in several */
export function commonStore({ mountings, stones, parcels }: Parts, expected?: string): string {
  const of = [...mountings, ...stones, ...parcels.map(({ parcel }) => parcel)].map(({ storeId }) => storeId)
  const [store, other] = new Set([...(expected ? [expected] : []), ...of.filter((id) => id !== null)])
  if (store && !other) return store
  throw new Problem(placeImpossible, {
    detail: 'All parts must be in one store. Transfer those that are elsewhere first.',
  })
}

/**
 * Whose a piece of these parts is. A customer's stone in our mounting makes neither of both alone: then somebody says it,
 * for what is ours is on the books.
 */
export function commonOwner({ mountings, stones, parcels }: Parts, said?: Ownership): Ownership {
  const owners = new Set<Ownership>([
    ...[...mountings, ...stones].map(({ ownership }) => ownership),
    ...parcels.map(({ parcel }) => parcel.ownership),
  ])
  if (owners.size > 1 && owners.has('customer_property')) {
    if (said) return said
    const message = "Some parts are a customer's, some are ours. Say whose the piece is."
    throw new Problem(ownershipForbids, { detail: message, errors: [{ pointer: '/ownership', message }] })
  }
  const [only] = owners
  return owners.size === 1 && only ? only : 'owned'
}

/** The sum of amounts in one currency; null when there are none. */
export function sumOf(amounts: (Money | null | undefined)[]): Money | null {
  const known = amounts.filter((amount) => amount !== null && amount !== undefined)
  const [first] = known
  if (!first) return null
  const other = known.find(({ currency }) => currency !== first.currency)
  if (other)
    throw new Problem(currencyMixed, {
      detail: `Costs are in ${first.currency} and ${other.currency}. Enter them in one currency first.`,
    })
  return { amount: known.reduce((sum, { amount }) => sum + amount, 0), currency: first.currency }
}

const own = ['id', 'version', 'createdAt', 'updatedAt']

function copied<T extends object>(row: T, drop: string[]): Partial<T> {
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => !own.includes(name) && !drop.includes(name)),
  ) as Partial<T>
}

/** What mountings bring along: their metals, findings and the stones already in them, as descriptions of the new piece. */
export async function inherited(ctx: Context, mountings: PieceRecord[]) {
  const body: Record<'metals' | 'findings' | 'settings', object[]> = {
    metals: [],
    findings: [],
    settings: [],
  }
  for (const { id } of mountings) {
    const metals = await ctx.records(PieceMetal).find({ pieceId: id })
    const findings = await ctx.records(PieceFinding).find({ pieceId: id })
    const stones = await ctx.records(PieceStone).find({ pieceId: id, removedAt: null })
    body.metals.push(...metals.map((row) => copied(row, ['pieceId'])))
    body.findings.push(...findings.map((row) => copied(row, ['pieceId'])))
    body.settings.push(...stones.map((row) => copied(row, ['pieceId', 'stoneId', 'parcelId', 'removedAt'])))
  }
  return body
}

/** What is linked to a piece: set in it now, or taken out of it. */
export async function linkedParts(ctx: Context, pieceId: string, state: 'set' | 'removed') {
  const isIn = ({ removedAt }: { removedAt: string | null }) => (removedAt === null) === (state === 'set')
  const components = await ctx.records(PieceComponent).find({ pieceId })
  const settings = await ctx.records(PieceStone).find({ pieceId })
  return {
    components: components.filter(isIn),
    stones: settings.filter((row) => row.stoneId !== null && isIn(row)),
    parcels: settings.filter((row) => row.parcelId !== null && isIn(row)),
  }
}
