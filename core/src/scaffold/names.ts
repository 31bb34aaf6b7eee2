import { constantCase, humanize, pascalCase, snakeCase } from '../entity/names.ts'

/** `repairs` → `repair`; names that are no plural stay. */
function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name
}

/** What the placeholders of a template stand for, all from the one name that was given. */
export function placeholders(name: string): Record<string, string> {
  const one = singular(name)
  const collection = name === one ? `${name}s` : name
  return {
    __name__: name,
    __Entity__: pascalCase(one),
    __collection__: collection,
    __table__: snakeCase(collection),
    __Label__: humanize(name),
    __ENV__: constantCase(name),
  }
}

/** Replaces every placeholder in a text or file name. */
export function fill(text: string, values: Record<string, string>): string {
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(name, value), text)
}
