export { type CardCustomer, type CardOptions, customerFromCard } from './card-to-customer.ts'
export {
  CONTACT_COLUMNS,
  type ContactConsents,
  type ContactRowOptions,
  customerFromRow,
} from './csv-contacts.ts'
export {
  type CustomerAddress,
  type CustomerData,
  type CustomerEmail,
  type CustomerPhone,
  type CustomerPhoto,
  emptyCustomer,
  type RelatedPerson,
} from './customer.ts'
export { cardFromCustomer } from './customer-to-card.ts'
export * from './duplicates/index.ts'
export {
  type Day,
  daysUntil,
  formatLifeDate,
  isLifeDate,
  type LifeDate,
  nextOccurrence,
  parseLifeDate,
  type Reminder,
  remindersDue,
  yearsOn,
} from './life-event.ts'
export {
  type MergeChoices,
  type MergeConflict,
  type MergePlan,
  type MergeRule,
  type MergeRules,
  type MergeUndo,
  planMerge,
  type Side,
  undoMerge,
} from './merge.ts'
export { type Consent, CUSTOMER_RULES, type MergeableCustomer } from './merge-rules.ts'
export * from './vcard/index.ts'
