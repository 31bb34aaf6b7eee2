import pg from 'pg'

const { builtins } = pg.types

/** `2026-11-23 02:07:40.123+00` → `2026-11-23T02:07:40.123Z`, without a detour over Date where the zone is UTC. */
function instant(text: string): string {
  if (!text.endsWith('+00')) return new Date(text).toISOString()
  const point = text.length > 22 ? text.slice(19, -3) : ''
  return `${text.slice(0, 10)}T${text.slice(11, 19)}${point.padEnd(4, point ? '0' : '.000')}Z`
}

const parsers = new Map<number, (text: string) => unknown>([
  // Every bigint we store is checked to be a safe integer when written.
  [builtins.INT8, Number],
  [builtins.TIMESTAMPTZ, instant],
  [builtins.DATE, (text) => text],
  [builtins.NUMERIC, (text) => text],
])

/** Type parsers for our pools: instants and dates as ISO strings, never as `Date`; numeric as exact text. */
export const typeParsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const ours = format === 'binary' ? undefined : parsers.get(oid)
    return ours ?? pg.types.getTypeParser(oid, format)
  },
} as pg.CustomTypesConfig
