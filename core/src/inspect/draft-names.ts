// Words PostgreSQL does not take as a column's name without quotes (its categories "reserved" and "reserved, may be a function or type").
const reserved = new Set(
  (
    'all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column concurrently ' +
    'constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp current_user default ' +
    'deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ilike in initially inner intersect ' +
    'into is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer ' +
    'overlaps placing primary references returning right select session_user similar some symmetric system_user table tablesample then to ' +
    'trailing true union unique user using variadic verbose when where window with'
  ).split(' '),
)

/** A name as a person would write it: in quotes only where it must be. */
export function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name) ? name : `"${name.replace(/"/g, '""')}"`
}

/** PostgreSQL cuts names at 63 bytes; ours are cut by ourselves, so that up and down agree. */
export function constraintName(...parts: string[]): string {
  return parts.join('_').slice(0, 63)
}

export function sqlText(value: unknown): string {
  return `'${String(value).replace(/'/g, "''")}'`
}
