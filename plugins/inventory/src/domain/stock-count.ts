import { isTerminal, locationRule, type Ownership, type PieceStatus } from './piece-axes.ts'
import { scanKeys } from './scan-code.ts'

/** A piece as the books have it when the count begins. */
export interface CountedPiece {
  readonly pieceId: string
  readonly itemNumber: string
  /** Everything that a scanner may read on it: barcodes, EPC, TID. The item number itself always counts. */
  readonly codes: readonly string[]
  readonly status: PieceStatus
  readonly ownership: Ownership
  readonly locationId: string | null
  /** When the books last changed about it, so that a sale during the count is no riddle. ISO 8601. */
  readonly changedAt?: string | null
  /** Cost in minor units, for the value of what is missing. */
  readonly cost?: bigint
}

export interface Scan {
  readonly code: string
  /** Where the person stood; undefined when only the store is counted. */
  readonly locationId?: string
  /** When it was read, ISO 8601. */
  readonly at?: string
}

export interface CountInput {
  /** All pieces that may turn up, also of other stores and those that have left: they explain what is found. */
  readonly pieces: Iterable<CountedPiece>
  /** The locations that are counted. */
  readonly locationIds: ReadonlySet<string>
  readonly scans: Iterable<Scan>
  /** When the count began, ISO 8601. */
  readonly startedAt?: string
}

export interface FoundPiece {
  readonly piece: CountedPiece
  readonly scans: number
  /** Where it was scanned first; null when the scans tell no place. */
  readonly foundAt: string | null
  /** When it was scanned last; null when the scans tell no time. */
  readonly scannedAt: string | null
}

export interface CountReport {
  /** In its place. */
  readonly found: readonly FoundPiece[]
  /** Expected in the counted locations and not scanned. */
  readonly missing: readonly CountedPiece[]
  /** With us by the books, but in another place. */
  readonly elsewhere: readonly FoundPiece[]
  /** Sold, lent, lost … by the books, and yet here. */
  readonly shouldBeGone: readonly FoundPiece[]
  /** Sold, moved, received … while the count went on, after they were scanned or without a scan: no variance. */
  readonly moved: readonly CountedPiece[]
  /** Codes of no piece. */
  readonly unknown: readonly { readonly code: string; readonly scans: number }[]
  /** Codes that several pieces carry: nobody can tell which was scanned. */
  readonly ambiguous: readonly { readonly code: string; readonly pieces: readonly CountedPiece[] }[]
  readonly totals: CountTotals
}

export interface CountTotals {
  readonly expected: number
  readonly found: number
  readonly missing: number
  readonly missingCost: bigint
  readonly scans: number
  /** Scans of a code that had been read already; usual with RFID. */
  readonly repeated: number
}

/** Compares what was scanned with what the books expect in the counted locations. */
export function countVariance({ pieces, locationIds, scans, startedAt }: CountInput): CountReport {
  const known = [...pieces]
  const { hits, unknown, ambiguous, total, repeated } = readScans(scans, indexCodes(known))
  const found = [...hits.values()]
  const inPlace = found.filter((hit) => isInPlace(hit, locationIds))
  const others = found.filter((hit) => !isInPlace(hit, locationIds))
  const odd = others.filter((hit) => !changedSince(hit.piece, hit.scannedAt))
  const unseen = known.filter((piece) => isExpected(piece, locationIds) && !hits.has(piece.pieceId))
  const missing = unseen.filter((piece) => !changedSince(piece, startedAt))
  const expectedOdd = odd.filter(({ piece }) => isExpected(piece, locationIds))
  return {
    found: inPlace,
    missing,
    elsewhere: odd.filter((hit) => !isGone(hit.piece)),
    shouldBeGone: odd.filter((hit) => isGone(hit.piece)),
    moved: [...unseen, ...others.map(({ piece }) => piece)].filter((piece) =>
      changedSince(piece, hits.get(piece.pieceId)?.scannedAt ?? startedAt),
    ),
    unknown: [...unknown].map(([code, times]) => ({ code, scans: times })),
    ambiguous: [...ambiguous].map(([code, candidates]) => ({ code, pieces: candidates })),
    totals: {
      expected: inPlace.length + missing.length + expectedOdd.length,
      found: inPlace.length,
      missing: missing.length,
      missingCost: missing.reduce((sum, { cost }) => sum + (cost ?? 0n), 0n),
      scans: total,
      repeated,
    },
  }
}

function changedSince({ changedAt }: CountedPiece, at: string | null | undefined): boolean {
  return Boolean(changedAt && at && Date.parse(changedAt) > Date.parse(at))
}

function isExpected({ status, locationId }: CountedPiece, locationIds: ReadonlySet<string>): boolean {
  return locationRule(status) !== 'none' && locationId !== null && locationIds.has(locationId)
}

function isGone({ status }: CountedPiece): boolean {
  return isTerminal(status) || status === 'memo_out' || status === 'in_transit'
}

function isInPlace({ piece, foundAt }: FoundPiece, locationIds: ReadonlySet<string>): boolean {
  return isExpected(piece, locationIds) && (foundAt === null || foundAt === piece.locationId)
}

function indexCodes(pieces: readonly CountedPiece[]): Map<string, CountedPiece[]> {
  const index = new Map<string, CountedPiece[]>()
  for (const piece of pieces) {
    for (const key of new Set([piece.itemNumber, ...piece.codes].flatMap(scanKeys))) {
      index.set(key, [...(index.get(key) ?? []), piece])
    }
  }
  return index
}

function readScans(scans: Iterable<Scan>, index: ReadonlyMap<string, CountedPiece[]>) {
  const hits = new Map<string, FoundPiece>()
  const unknown = new Map<string, number>()
  const ambiguous = new Map<string, readonly CountedPiece[]>()
  let [total, repeated] = [0, 0]
  for (const { code, locationId, at } of scans) {
    total++
    const label = code.trim()
    const candidates =
      scanKeys(code)
        .map((key) => index.get(key))
        .find((pieces) => pieces !== undefined) ?? []
    const [piece, other] = candidates
    if (!piece) {
      repeated += unknown.has(label) ? 1 : 0
      unknown.set(label, (unknown.get(label) ?? 0) + 1)
    } else if (other) {
      ambiguous.set(label, candidates)
    } else {
      const before = hits.get(piece.pieceId)
      repeated += before ? 1 : 0
      hits.set(piece.pieceId, nextHit(piece, before, locationId, at))
    }
  }
  return { hits, unknown, ambiguous, total, repeated }
}

/** A scan in the piece's own place outweighs one next door: RFID reads through the wall. */
function nextHit(
  piece: CountedPiece,
  before: FoundPiece | undefined,
  locationId: string | undefined,
  at: string | undefined,
): FoundPiece {
  const earlier = before?.foundAt ?? null
  const here = locationId ?? null
  const foundAt = here === piece.locationId && here !== null ? here : (earlier ?? here)
  const times = [before?.scannedAt, at].filter((time) => typeof time === 'string').sort()
  return { piece, scans: (before?.scans ?? 0) + 1, foundAt, scannedAt: times.at(-1) ?? null }
}

export interface ParcelCount {
  readonly parcelId: string
  readonly expectedCount: number
  readonly expectedMilliCarats: number
  readonly countedCount: number
  readonly countedMilliCarats: number
}

export interface ParcelVariance extends ParcelCount {
  readonly count: number
  readonly milliCarats: number
}

/** What counted and weighed parcels hold more (or, negative, less) than the books, those that agree left out. */
export function parcelVariance(counts: Iterable<ParcelCount>, toleranceMilliCarats = 0): ParcelVariance[] {
  return Array.from(counts, (parcel) => ({
    ...parcel,
    count: parcel.countedCount - parcel.expectedCount,
    milliCarats: parcel.countedMilliCarats - parcel.expectedMilliCarats,
  })).filter(({ count, milliCarats }) => count !== 0 || Math.abs(milliCarats) > toleranceMilliCarats)
}
