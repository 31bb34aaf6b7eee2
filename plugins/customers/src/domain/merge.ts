import { isDeepStrictEqual } from 'node:util'

/** How one field of two records becomes one. */
export type MergeRule =
  /** The winner's value, else the other's. Fields of one `group` (the parts of a name) come from one side together. */
  | { rule: 'value'; group?: string }
  /** Both lists, items with the same key once: the winner's, or what `unite` makes of both; `finish` sees them all. */
  | {
      rule: 'list'
      key: (item: never) => string
      unite?: (winner: never, loser: never) => unknown
      finish?: (items: never) => unknown[]
    }
  /** Made from both; either may be absent. */
  | { rule: 'unite'; unite: (winner: never, loser: never) => unknown }

/** A rule per field; fields without one follow `value`. */
export type MergeRules<T> = { [key in keyof T]?: MergeRule }

export type Side = 'winner' | 'loser'

/** Both sides said something different: what was taken, for people to see and to choose otherwise. */
export type MergeConflict<T> = { field: keyof T & string; taken: Side; winner: unknown; loser: unknown }

/**
 * A merge before it is carried out, and all it takes to undo it: both records as they were. Plain data, to be stored
 * with the merge.
 */
export type MergePlan<T> = { winner: T; loser: T; result: T; conflicts: MergeConflict<T>[] }

/** Fields whose value a person picked. */
export type MergeChoices<T> = { [key in keyof T]?: Side }

type Fields = Record<string, unknown>

/**
 * Plans to merge the loser into the winner: chosen values first, then the winner's, then the loser's; lists united.
 * Changes neither record. Absent and empty text count as not known.
 */
export function planMerge<T extends object>(
  winner: T,
  loser: T,
  rules: MergeRules<T>,
  choices: MergeChoices<T> = {},
): MergePlan<T> {
  const [a, b] = [winner as Fields, loser as Fields]
  const result: Fields = {}
  const conflicts: MergeConflict<T>[] = []
  for (const field of new Set([...Object.keys(winner), ...Object.keys(loser)])) {
    const rule = ruleOf(rules, field)
    const side = rule.rule === 'value' ? sideOf(field, rule, a, b, rules, choices) : undefined
    const value = side ? (side === 'winner' ? a : b)[field] : unite(rule, a[field], b[field])
    if (value !== undefined) result[field] = value
    const differ = isKnown(a[field]) && isKnown(b[field]) && !isDeepStrictEqual(a[field], b[field])
    if (side && differ)
      conflicts.push({ field: field as keyof T & string, taken: side, winner: a[field], loser: b[field] })
  }
  return structuredClone({ winner, loser, result: result as T, conflicts })
}

function ruleOf<T extends object>(rules: MergeRules<T>, field: string): MergeRule {
  return (Object.hasOwn(rules, field) ? rules[field as keyof T] : undefined) ?? { rule: 'value' }
}

function sideOf<T extends object>(
  field: string,
  rule: MergeRule & { rule: 'value' },
  a: Fields,
  b: Fields,
  rules: MergeRules<T>,
  choices: MergeChoices<T>,
): Side {
  const members = rule.group === undefined ? [field] : groupMembers(rules, rule.group)
  const chosen = members.map((member) => choices[member as keyof T]).find((side) => side !== undefined)
  if (chosen) return chosen
  const preferred = members.some((member) => isKnown(a[member])) ? 'winner' : 'loser'
  const agree = members.every(
    (member) => !isKnown(a[member]) || !isKnown(b[member]) || sameText(a[member], b[member]),
  )
  // Where nothing contradicts, the other side fills what is missing: a middle name, a title.
  return preferred === 'winner' && agree && !isKnown(a[field]) ? 'loser' : preferred
}

function groupMembers<T extends object>(rules: MergeRules<T>, group: string): string[] {
  return Object.keys(rules).filter((field) => {
    const rule = ruleOf(rules, field)
    return rule.rule === 'value' && rule.group === group
  })
}

function unite(rule: MergeRule, a: unknown, b: unknown): unknown {
  if (rule.rule === 'unite') return rule.unite(a as never, b as never)
  if (rule.rule === 'list') return uniteLists(rule, (a ?? []) as never[], (b ?? []) as never[])
  return isKnown(a) ? a : b
}

function uniteLists(
  { key, unite: uniteItems, finish }: MergeRule & { rule: 'list' },
  a: never[],
  b: never[],
): unknown[] {
  const items = new Map<string, unknown>()
  for (const item of a) if (!items.has(key(item))) items.set(key(item), item)
  for (const item of b) {
    const known = items.get(key(item))
    if (known === undefined) items.set(key(item), item)
    else if (uniteItems) items.set(key(item), uniteItems(known as never, item))
  }
  return finish ? finish([...items.values()] as never) : [...items.values()]
}

const isKnown = (value: unknown) => value !== undefined && value !== null && value !== ''
const sameText = (a: unknown, b: unknown) =>
  typeof a === 'string' && typeof b === 'string'
    ? a.toLowerCase() === b.toLowerCase()
    : isDeepStrictEqual(a, b)

/** Both records again, and the fields in which the merged one had been edited since, whose edits the winner keeps. */
export type MergeUndo<T> = { winner: T; loser: T; edited: (keyof T & string)[] }

/**
 * Undoes a merge. The loser comes back exactly as it was; so does the winner, except that what was changed after the
 * merge stays changed: a new value, or items added to and taken off a list.
 */
export function undoMerge<T extends object>(plan: MergePlan<T>, current: T): MergeUndo<T> {
  const [before, merged, now] = [plan.winner as Fields, plan.result as Fields, current as Fields]
  const winner: Fields = {}
  const edited: (keyof T & string)[] = []
  for (const field of new Set([...Object.keys(before), ...Object.keys(merged), ...Object.keys(now)])) {
    const untouched = isDeepStrictEqual(now[field], merged[field])
    const value = untouched ? before[field] : restore(before[field], merged[field], now[field])
    if (value !== undefined) winner[field] = value
    if (!untouched) edited.push(field as keyof T & string)
  }
  return structuredClone({ winner: winner as T, loser: plan.loser, edited })
}

function restore(before: unknown, merged: unknown, now: unknown): unknown {
  if (![before ?? [], merged ?? [], now ?? []].every(Array.isArray)) return now
  const [old, joint, latest] = [before, merged, now].map((list) => (list ?? []) as unknown[]) as [
    unknown[],
    unknown[],
    unknown[],
  ]
  const has = (list: unknown[], item: unknown) => list.some((other) => isDeepStrictEqual(other, item))
  const kept = old.filter((item) => !has(joint, item) || has(latest, item))
  return [...kept, ...latest.filter((item) => !has(joint, item) && !has(kept, item))]
}
