import i18next from 'i18next'
import { humanize } from '../actions/humanize.ts'
import type { AdminManifest, EntityDescriptor, FieldDescriptor } from '../entity/types.ts'
import { phraseIn } from './phrases.ts'

/** Where the words for labels stand in i18next, apart from the texts of pages: their keys are the English labels. */
export const LABELS = 'labels'

type Say = (text: string) => string

/**
 * How a label of the server reads in a language; the same where nobody translated it. A word that means something else
 * in one collection stands there as `<collection>: <word>`.
 */
function speaker(language: string, collection?: string): Say {
  // Before it is started there are no words yet.
  const words: Record<string, string> = i18next.isInitialized
    ? (i18next.getResourceBundle(language, LABELS) ?? {})
    : {}
  return (text) => words[`${collection}: ${text}`] ?? words[text] ?? text
}

/**
 * A label that is not from the manifest, in the current language: a status of an answer, the name of a button the server
 * offers. What stands in `labels` of any panel is found; the rest stays as it is.
 */
export const say: Say = (text) => speaker(i18next.language)(text)

/** A sentence that a record keeps, in the current language: an entry of a timeline, the title of a reminder. */
export const sayText: Say = (text) =>
  i18next.isInitialized ? phraseIn(i18next.getResourceBundle(i18next.language, LABELS) ?? {}, text) : text

/** A value as its label reads: `in_stock` → `In stock` → `Am Lager`. */
export const sayValue: Say = (value) => say(humanize(value))

function fieldIn(field: FieldDescriptor, say: Say): FieldDescriptor {
  return {
    ...field,
    label: say(field.label),
    ...(field.help && { help: say(field.help) }),
    ...(field.group && { group: say(field.group) }),
    ...(field.options && {
      options: field.options.map(({ value, label }) => ({ value, label: say(label) })),
    }),
    ...(field.items && { items: fieldIn(field.items, say) }),
  }
}

function entityIn(entity: EntityDescriptor, language: string): EntityDescriptor {
  const say = speaker(language, entity.collection)
  return {
    ...entity,
    label: say(entity.label),
    labelPlural: say(entity.labelPlural),
    fields: entity.fields.map((field) => fieldIn(field, say)),
    relations: entity.relations.map((relation) => ({ ...relation, label: say(relation.label) })),
  }
}

/** The manifest with everything a person reads in another language; the server itself speaks English. */
export function manifestIn(manifest: AdminManifest, language: string): AdminManifest {
  const say = speaker(language)
  return {
    ...manifest,
    nav: manifest.nav.map((entry) => ({ ...entry, label: say(entry.label) })),
    entities: manifest.entities.map((entity) => entityIn(entity, language)),
    actions: manifest.actions.map((action) => ({ ...action, summary: say(action.summary) })),
  }
}
