import type { EntityDescriptor, FieldDescriptor } from './types.ts'

export interface FieldSection {
  /** Heading; undefined for the fields that come first. */
  title: string | undefined
  fields: FieldDescriptor[]
  /** Seldom needed fields of a long record: out of the way until one asks for them. */
  folded: boolean
}

/** Up to this many fields a form is taken in at a glance. */
const GLANCE = 16

/**
 * Fields under their headings. Where a long record has no headings, what names it, what is required and what its
 * list shows comes first, and the rest is folded away.
 */
export function fieldSections(entity: EntityDescriptor, fields: readonly FieldDescriptor[]): FieldSection[] {
  if (fields.some((field) => field.group)) return byGroup(fields)
  if (fields.length <= GLANCE) return [{ title: undefined, fields: [...fields], folded: false }]
  const important = new Set([...entity.title, ...entity.list.columns])
  const first = fields.filter((field) => field.required || important.has(field.name))
  const rest = fields.filter((field) => !first.includes(field))
  return [
    { title: undefined, fields: first, folded: false },
    { title: undefined, fields: rest, folded: true },
  ].filter((section) => section.fields.length > 0)
}

function byGroup(fields: readonly FieldDescriptor[]): FieldSection[] {
  const titles = [...new Set([undefined, ...fields.map((field) => field.group)])]
  return titles
    .map((title) => ({ title, fields: fields.filter((field) => field.group === title), folded: false }))
    .filter((section) => section.fields.length > 0)
}
