import type { Context } from '../operation/context.ts'

/** A past-tense fact with ids only, delivered at least once after commit. */
export interface EventDefinition {
  /** `<plugin>.<noun>-<past participle>.v<version>`: `customers.customer-merged.v1`. */
  name: string
  summary: string
}

export function defineEvent(name: string, summary: string): EventDefinition {
  return { name, summary }
}

export interface EventMessage {
  id: string
  name: string
  occurredAt: string
  /** Ids, never personal values. */
  payload: Record<string, unknown>
}

export interface Subscription {
  event: string
  /** Unique within its plugin; names the delivery job. */
  name: string
  handle(ctx: Context, message: EventMessage): Promise<void>
}

/** `on(customerMerged, 'relink-cases', relinkCases)`; the handler must bear being called twice with the same message. */
export function on(
  event: EventDefinition | string,
  name: string,
  handle: Subscription['handle'],
): Subscription {
  return { event: typeof event === 'string' ? event : event.name, name, handle }
}
