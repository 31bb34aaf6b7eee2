/** What holds a claim: a test of the suite, by its title, or a section of our documents, by its heading. */
export type Proof =
  | { kind: 'test'; file: string; title: string }
  | { kind: 'section'; file: string; heading: string }

export type Claim =
  /** Holds, and these show it. */
  | { state: 'met'; what: string; proof: Proof[] }
  /** There is nothing in Bezel that it is about. */
  | { state: 'does not apply'; what: string; proof: Proof[] }
  /** Does not hold, or not wholly: what is missing. */
  | { state: 'not met'; what: string; proof: Proof[] }

export type Claims = Record<string, Claim>

/** A test of the suite, by the exact title in the file. */
export function test(file: string, title: string): Proof {
  return { kind: 'test', file, title }
}

/** A section of a document in `docs/security`. */
export function section(name: string, heading: string): Proof {
  return { kind: 'section', file: `docs/security/${name}.md`, heading }
}

export function met(what: string, ...proof: Proof[]): Claim {
  return { state: 'met', what, proof }
}

/** @param seeAlso where it is told what whoever it does concern should do */
export function doesNotApply(what: string, ...seeAlso: Proof[]): Claim {
  return { state: 'does not apply', what, proof: seeAlso }
}

export function notMet(what: string, ...proof: Proof[]): Claim {
  return { state: 'not met', what, proof }
}
