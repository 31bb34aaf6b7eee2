/** A column that a file's header may be mapped to: one field of an entity, or a part of one. */
export interface ImportColumn {
  name: string
  label: string
  /** Other names it has in files. Common ones (first name, zip, qty…) are known by the column's own name. */
  synonyms?: readonly string[]
  /** The kind of its field: `text`, `measure`, `money`, `date`, `enum`… */
  kind: string
  /** Whether a value could be one of this column's. Breaks ties between headers and between columns. */
  looksLike?(value: string): boolean
  required?: boolean
  /** Takes only a part of the value, so the header may serve another column too: `Fluorescence: MEDIUM YELLOW`. */
  splits?: boolean
  /** Takes several headers: all phones of a person. */
  repeats?: boolean
  /** Columns of one group take headers that belong together: no street of the home with the city of the office. */
  group?: string
}

/** What became of one header. */
export interface ColumnMapping {
  /** Position of the header, from 0. */
  index: number
  header: string
  /** Name of the column it is mapped to; undefined: not imported. */
  column: string | undefined
  /** 0 to 1. Below 0.75 a person should look. */
  confidence: number
  /** Why, for people. */
  reason: string
}
