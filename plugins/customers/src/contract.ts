// What other plugins may rely on.

export { CHANNELS, type Channel } from './consent/channels.ts'
export type { ConsentGiven, CurrentConsent } from './consent/consents.ts'
export { Customer } from './entities/customer.ts'
export { consentRecorded, customerErased, customerMerged, mergeTakenBack } from './events.ts'
export { followMerges } from './merge/follow.ts'
export type { PersonalDataContributor } from './personal-data/contributors.ts'
export { type CustomerService, customers } from './service.ts'
export type { TimelineFact } from './timeline/add.ts'
