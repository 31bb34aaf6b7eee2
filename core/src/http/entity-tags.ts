import type { ExpectedVersion } from '../records/expected.ts'

interface EntityTag {
  weak: boolean
  /** What stands between the quotes. */
  opaque: string
}

// RFC 9110, section 8.8.3: any visible sign but the quote, commas included; a list may hold empty members.
const member = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?[ \t]*(?:,|$)/y

/** `W/"7", "8"` → its tags; undefined for what is no such list. */
function parseTags(header: string): EntityTag[] | undefined {
  const tags: EntityTag[] = []
  for (let at = 0; at < header.length; at = member.lastIndex) {
    member.lastIndex = at
    const found = member.exec(header)
    if (!found) return undefined
    if (found[2] !== undefined) tags.push({ weak: found[1] !== undefined, opaque: found[2] })
  }
  return tags
}

/**
 * `If-Match` → the versions it names. A weak tag matches none, nor does a tag that is none of ours: RFC 9110 wants the
 * strong comparison here, for a lost update cannot be taken back.
 */
export function expectedVersion(ifMatch: string | undefined): ExpectedVersion | undefined {
  if (ifMatch === undefined) return undefined
  if (ifMatch.trim() === '*') return 'any'
  const strong = (parseTags(ifMatch) ?? []).filter(({ weak }) => !weak)
  return strong.flatMap(({ opaque }) => (/^[1-9]\d{0,9}$/.test(opaque) ? [Number(opaque)] : []))
}

/** Whether `If-None-Match` says that the caller has this representation already: weak or strong is the same here. */
export function alreadyHas(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch.trim() === '*') return true
  return (parseTags(ifNoneMatch) ?? []).some(({ opaque }) => `"${opaque}"` === etag)
}
