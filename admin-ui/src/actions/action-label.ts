import type { ActionDescriptor } from '../entity/types.ts'
import { say } from '../i18n/labels.ts'
import { humanize } from './humanize.ts'

/** The word on an action's button: the verb of its name, `api-keys.revoke` → `Revoke`; its summary explains it. */
export const actionLabel = (action: ActionDescriptor): string =>
  say(humanize((action.name.split('.').at(-1) ?? action.name).replaceAll('-', '_')))
