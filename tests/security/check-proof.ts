import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../architecture/repository.ts'
import type { Claim, Claims, Proof } from './proof.ts'

const titled = /\.test\(\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`)/g

/** `'it’s a title'` in code → the title; a template keeps its holes as they are written. */
function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, '$1')
}

/** The titles of the tests that a text holds. */
export function titlesIn(code: string): Set<string> {
  return new Set([...code.matchAll(titled)].map(([, literal = '']) => unquoted(literal)))
}

/** The headings of a document. */
function headingsIn(text: string): Set<string> {
  return new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.trim()))
}

/** Whether a proof is where it is said to be. */
export function createFinder(read = (file: string) => readFileSync(join(root, file), 'utf8')) {
  const known = new Map<string, Set<string>>()
  function namesIn({ kind, file }: Proof): Set<string> {
    const found = known.get(file) ?? (kind === 'test' ? titlesIn(read(file)) : headingsIn(read(file)))
    known.set(file, found)
    return found
  }
  return (proof: Proof): string | undefined => {
    if (!existsSync(join(root, proof.file))) return `there is no ${proof.file}`
    const name = proof.kind === 'test' ? proof.title : proof.heading
    return namesIn(proof).has(name) ? undefined : `${proof.file} has no ${proof.kind} "${name}"`
  }
}

function flawOf(claim: Claim, mayBeUnmet: boolean): string | undefined {
  if (claim.what.trim() === '') return 'says nothing'
  if (claim.state === 'met' && claim.proof.length === 0) return 'is proved by nothing'
  if (claim.state === 'not met' && !mayBeUnmet) return 'must be met'
  return undefined
}

/** What is wrong with claims about these ids: one missing or unknown, without proof, or with a proof that is not there. */
export function flaws(claims: Claims, ids: readonly string[], mayBeUnmet: (id: string) => boolean): string[] {
  const find = createFinder()
  const missing = ids.filter((id) => !(id in claims)).map((id) => `${id} is not spoken of`)
  const unknown = Object.keys(claims)
    .filter((id) => !ids.includes(id))
    .map((id) => `${id} is no such requirement`)
  const wrong = Object.entries(claims).flatMap(([id, claim]) => {
    const proofs = claim.proof.map(find)
    return [flawOf(claim, mayBeUnmet(id)), ...proofs].flatMap((flaw) => (flaw ? `${id}: ${flaw}` : []))
  })
  return [...missing, ...unknown, ...wrong]
}
