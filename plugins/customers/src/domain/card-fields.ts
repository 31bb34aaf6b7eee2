import { type Card, type CardProperty, properties, textOf } from './vcard/index.ts'

/** Hands out a card's properties and remembers which were taken. */
export class CardFields {
  private readonly taken = new Set<CardProperty>()
  constructor(readonly card: Card) {}

  all(...names: string[]): CardProperty[] {
    const found = properties(this.card, ...names)
    for (const property of found) this.take(property)
    return found
  }

  /** The properties that map to something, in order of preference; the others stay in the rest. */
  mapped<T>(names: string[], map: (property: CardProperty) => T | undefined): T[] {
    return properties(this.card, ...names).flatMap((property) => {
      const value = map(property)
      if (value === undefined) return []
      this.take(property)
      return [value]
    })
  }

  /** The first property of the name, wholly taken. */
  first(name: string): CardProperty | undefined {
    const [property] = properties(this.card, name)
    if (property) this.take(property)
    return property
  }

  text(name: string): string {
    return textOf(this.first(name))
  }

  take(property: CardProperty): void {
    this.taken.add(property)
  }

  rest(): CardProperty[] {
    const groups = new Set([...this.taken].map(({ group }) => group).filter((group) => group !== undefined))
    // A label goes with what it labels; the full name and the kind are made anew.
    const gone = (property: CardProperty) =>
      textOf(property) === '' ||
      this.taken.has(property) ||
      /^(fn|n|kind|x-addressbookserver-kind|x-abshowas)$/.test(property.name) ||
      (groups.has(property.group ?? '') && /^x-ab(label|adr)$/.test(property.name))
    return this.card.properties.filter((property) => !gone(property))
  }
}
