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
/** So many fields without a heading are never folded. */
const FEW = 12

/**
 * Fields under their headings, those without one first. Where these are many, what names the record, what is required and
 * what its list shows stays, and the rest is folded away at the end.
 */
export function fieldSections(entity: EntityDescriptor, fields: readonly FieldDescriptor[]): FieldSection[] {
  const plain = fields.filter((field) => !field.group)
  const important = new Set([...entity.title, ...entity.list.columns])
  const stays = (field: FieldDescriptor): boolean =>
    fields.length <= GLANCE || plain.length <= FEW || field.required || important.has(field.name)
  const headings = [...new Set(fields.flatMap((field) => field.group ?? []))]
  return [
    { title: undefined, fields: plain.filter(stays), folded: false },
    ...headings.map((title) => ({
      title,
      fields: fields.filter((field) => field.group === title),
      folded: false,
    })),
    { title: undefined, fields: plain.filter((field) => !stays(field)), folded: true },
  ].filter((section) => section.fields.length > 0)
}
