import { date, defineEntity, instant, json, oneOf, optional, reference, text } from '@bezel/core'

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
    labAnswer: optional(json(undefined, { label: "The lab's answer", help: 'As received, unchanged' })),
    verifiedAt: optional(instant()),
  },
  list: { columns: ['lab', 'number', 'type', 'issuedOn', 'stoneId', 'verifiedAt'], sort: '-id' },
})
