import { date, defineEntity, file, instant, json, oneOf, optional, reference, text } from '@bezel/core'

/** A laboratory's report on a stone; (lab, number) is unique, and a stone may have several over time. */
export const Certificate = defineEntity('Certificate', {
  collection: 'certificates',
  nav: 'Inventory',
  title: ['lab', 'number'],
  naturalKey: ['lab', 'number'],
  fields: {
    stone: optional(reference('Stone')),
    lab: text({ max: 20 }),
    number: text({ max: 60, search: 'A' }),
    type: optional(oneOf(['grading', 'dossier', 'identification', 'origin', 'lab_grown', 'other'])),
    issuedOn: optional(date()),
    inscription: optional(text({ max: 80 })),
    document: optional(file({ help: 'The report as PDF or picture' })),
    labAnswer: optional(json(undefined, { label: "The lab's answer", help: 'As received, unchanged' })),
    verifiedAt: optional(instant()),
  },
  rows: (actor, param) =>
    actor.stores === 'all'
      ? undefined
      : `t.stone_id is null or exists (select from stones s where s.id = t.stone_id and s.store_id = any(${param(actor.stores)}))`,
  list: { columns: ['lab', 'number', 'type', 'issuedOn', 'stoneId', 'verifiedAt'], sort: '-id' },
})
