/** Requests that boot.ts started before the shell was there. */
export interface EarlyRequests {
  session?: Promise<Response>
  manifest?: Promise<Response>
}

/** Hands the early requests over; each is used once. */
export function takeEarlyRequests(): EarlyRequests {
  const holder = window as { bezelEarly?: EarlyRequests }
  const early = holder.bezelEarly ?? {}
  delete holder.bezelEarly
  return early
}
