/** How one customer belongs to another, in the words of the first: "her spouse is…". */
export const RELATION_TYPES = [
  'spouse',
  'partner',
  'parent',
  'child',
  'sibling',
  'gift_giver',
  'gift_receiver',
  'assistant',
  'employer',
  'other',
] as const

export type RelationType = (typeof RELATION_TYPES)[number]

const OPPOSITES: Partial<Record<RelationType, RelationType>> = {
  parent: 'child',
  child: 'parent',
  gift_giver: 'gift_receiver',
  gift_receiver: 'gift_giver',
  assistant: 'employer',
  employer: 'assistant',
}

/** The same relation in the words of the other one: whose parent I am is my child. */
export function inverseOf(type: RelationType): RelationType {
  return OPPOSITES[type] ?? type
}

const FOREIGN_WORDS: Record<string, RelationType> = {
  husband: 'spouse',
  wife: 'spouse',
  'domestic partner': 'partner',
  'co-resident': 'other',
  mother: 'parent',
  father: 'parent',
  son: 'child',
  daughter: 'child',
  brother: 'sibling',
  sister: 'sibling',
  manager: 'employer',
}

/** The type for a word of an address book (`wife`, `mother`); `other` for what it does not know. */
export function relationTypeOf(word: string): RelationType {
  const plain = word.trim().toLowerCase()
  const known = RELATION_TYPES.find((type) => type === plain.replaceAll(' ', '_'))
  return known ?? (Object.hasOwn(FOREIGN_WORDS, plain) ? FOREIGN_WORDS[plain] : undefined) ?? 'other'
}
