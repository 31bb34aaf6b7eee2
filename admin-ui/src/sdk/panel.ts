import type { ComponentType } from 'react'
import type { Row } from '../api/types.ts'
import type { EntityDescriptor, FieldDescriptor } from '../entity/types.ts'

export interface PanelPage {
  /** Path inside the admin, `:name` for parameters. The path of a derived page replaces that page. */
  path: string
  title: string
  /** Permission without which the page does not exist for the actor. */
  needs?: string
  component: ComponentType
}

/** What a slot's component gets. On the dashboard there is neither entity nor record. */
export interface SlotProps {
  entity?: EntityDescriptor
  record?: Row
}

/** A part for a slot of a record page that shows relations in its own way, so that the page does not list them once more. */
export interface SlotPart {
  component: ComponentType<SlotProps>
  /** Names of the record's to-many relations. */
  shows: string[]
}

export interface CellProps {
  row: Row
  field: FieldDescriptor
  value: unknown
}

export interface FieldInputProps {
  field: FieldDescriptor
  value: unknown
  onChange: (value: unknown) => void
  /** Id of the element that the label points to. */
  id: string
  invalid: boolean
}

export interface Panel {
  pages?: PanelPage[]
  /**
   * Parts of pages that belong to others, by slot: `dashboard.cards`, `dashboard.actions`,
   * `<collection>.record.main | side | actions`, `<collection>.list.actions`. On record pages `{ component, shows: ['relatives'] }`
   * says which relations the part shows, so that they are not derived a second time.
   */
  slots?: Record<string, ComponentType<SlotProps> | SlotPart>
  /** How a field is shown in tables and records, by `<collection>.<field>`. */
  columns?: Record<string, ComponentType<CellProps>>
  /** How a field is edited, by `<collection>.<field>`. */
  fields?: Record<string, ComponentType<FieldInputProps>>
  /** Texts per language; `t('<plugin>.<key>')` reads them. */
  messages?: Record<string, Record<string, string>>
  /** Labels, choices and help of the plugin's entities in other languages: per language, English text → text; `<collection>: <text>` for one collection only. */
  labels?: Record<string, Record<string, string>>
}

/** Describes what a plugin adds to the admin; the default export of its panel bundle. */
export const definePanel = (panel: Panel): Panel => panel
