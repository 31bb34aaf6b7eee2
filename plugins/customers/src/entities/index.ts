import { cardFiles } from '../vcards/card-files.ts'
import { Consent } from './consent.ts'
import { CustomerAddress, CustomerEmail, CustomerPhone } from './contact-points.ts'
import { Customer } from './customer.ts'
import { CustomerMerge, DuplicatePair } from './duplicates.ts'
import { CustomerErasure } from './erasure.ts'
import { LifeEvent, Reminder } from './life-event.ts'
import { CustomerNote, TimelineEntry, Wish } from './notes.ts'
import { CustomerRelation } from './relation.ts'
import { RingSize } from './ring-size.ts'

/** Customers as address books bring them: reading a card writes the entity, which therefore cannot know of it. */
const CustomerOfCards: typeof Customer = { ...Customer, import: { ...Customer.import, documents: cardFiles } }

/** Edited as such. */
export const edited = [CustomerOfCards, Reminder, CustomerRelation, Wish]
/** Edited as such, but created by an operation of their own, which knows more than the body says. */
export const authored = [CustomerNote]
/** Written by operations alone, and only read from outside. */
export const recorded = [Consent, TimelineEntry, DuplicatePair, CustomerMerge, CustomerErasure]
/** Parts of a customer, written in its body. */
export const parts = [CustomerEmail, CustomerPhone, CustomerAddress, RingSize, LifeEvent]
