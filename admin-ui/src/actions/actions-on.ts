import type { Row } from '../api/types.ts'
import type { ActionDescriptor, AdminManifest, EntityDescriptor } from '../entity/types.ts'

/** What can be done in a place of the admin; with a record, only what its state allows. */
export const actionsOn = (
  { actions }: AdminManifest,
  { collection }: EntityDescriptor,
  on: ActionDescriptor['on'],
  row?: Row,
): ActionDescriptor[] =>
  actions.filter(
    (action) => action.collection === collection && action.on === on && (!row || isAllowedOn(row, action)),
  )

/** Whether a record's state allows the action, as far as the person may see the state. */
const isAllowedOn = (row: Row, { when }: ActionDescriptor): boolean =>
  when === undefined || !(when.field in row) || when.in.includes(row[when.field] as string | null)
