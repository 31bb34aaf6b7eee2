/** A record as it is answered: its fields by name. */
export type Row = Record<string, unknown>
