/** The ways a shop may reach somebody, each of which takes consent of its own; profiling is what it may make of the data. */
export const CHANNELS = ['email', 'sms', 'phone', 'post', 'whatsapp', 'profiling'] as const

export type Channel = (typeof CHANNELS)[number]
