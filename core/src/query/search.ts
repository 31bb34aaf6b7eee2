import type { Parameters } from './sql.ts'

/**
 * Keyword search over `search_document` (a weighted tsvector) and `search_text` (folded text with a trigram index),
 * two generated columns of every searchable table.
 */

/**
 * `ann o'neil` → `ann:* & o:* & neil:*`; every word must begin some word of the record.
 * Folding what comes out here must bring no sign of the query language in: `½`, `⑴` and `ŉ` would be `1/2`, `(1)` and
 * `'n`. So they are taken apart first, and the modifier letters that fold to apostrophes end a word.
 */
export function prefixQuery(search: string): string {
  const words = search.normalize('NFKC').match(/(?:(?![\u02b0-\u02ff])[\p{L}\p{N}])+/gu) ?? []
  return words.map((word) => `${word}:*`).join(' & ')
}

/** How a list is searched: exact prefixes first; only when they find nothing, words that merely look alike. */
export type SearchMode = 'words' | 'similar'

export interface SearchSql {
  condition: string
  /** Integer rank, higher is better, so that it can stand in a cursor. */
  rank: string
}

export function searchSql(search: string, mode: SearchMode, params: Parameters): SearchSql {
  if (mode === 'words') {
    const query = `to_tsquery('simple', bezel_core.fold(${params.add(prefixQuery(search))}::text))`
    return {
      condition: `t.search_document @@ ${query}`,
      rank: `(ts_rank(t.search_document, ${query}) * 1000000)::int`,
    }
  }
  const folded = `bezel_core.fold(${params.add(search)}::text)`
  return {
    condition: `${folded} <% t.search_text`,
    rank: `(word_similarity(${folded}, t.search_text) * 1000000)::int`,
  }
}
