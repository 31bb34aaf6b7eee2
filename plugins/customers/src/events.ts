import { defineEvent } from '@bezel/core'

export const customerMerged = defineEvent(
  'customers.customer-merged.v1',
  "Two customers became one: mergeId, winnerId, loserId. See followMerges for one's own references",
)
export const mergeTakenBack = defineEvent(
  'customers.customer-merge-undone.v1',
  'Two customers are two again: mergeId, winnerId, loserId',
)
export const customerErased = defineEvent(
  'customers.customer-erased.v1',
  'The personal data of a customer was erased: customerId',
)
export const consentRecorded = defineEvent(
  'customers.consent-recorded.v1',
  'A customer gave or withdrew consent: customerId, consentId',
)
