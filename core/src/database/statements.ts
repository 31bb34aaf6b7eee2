import { createHash } from 'node:crypto'

/**
 * Names statements so that PostgreSQL parses and plans each text once per connection.
 * Bounded: past the limit a text runs unnamed, so a generator of endless texts cannot fill the server's memory.
 */
export function createStatementNames(limit = 1000): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known || names.size >= limit) return known
    const name = `b_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`
    names.set(text, name)
    return name
  }
}
