import type { crud } from '@bezel/core'
import { currentConsentsOperation, recordConsentOperation } from './consents.ts'
import {
  findDuplicatesNow,
  markDifferent,
  mergeOperation,
  previewMergeOperation,
  undoMergeOperation,
} from './duplicates.ts'
import { writeNote } from './notes.ts'
import { eraseOperation, personalData } from './personal-data.ts'
import { relatives } from './relatives.ts'
import { reminderOperations } from './reminders.ts'
import { convertRingSize, setRingSize } from './ring-sizes.ts'
import { customerVcard, exportVcards, importVcard } from './vcards.ts'

/** The verbs of customers, besides those that every entity has. */
export const verbs: ReturnType<typeof crud> = [
  setRingSize,
  convertRingSize,
  recordConsentOperation,
  currentConsentsOperation,
  writeNote,
  relatives,
  ...reminderOperations,
  findDuplicatesNow,
  markDifferent,
  previewMergeOperation,
  mergeOperation,
  undoMergeOperation,
  importVcard,
  exportVcards,
  customerVcard,
  personalData,
  eraseOperation,
]
