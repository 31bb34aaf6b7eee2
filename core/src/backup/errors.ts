export type BackupErrorCode =
  | 'BACKUP_FORMAT'
  | 'BACKUP_WRONG_KEY'
  | 'BACKUP_DAMAGED'
  | 'BACKUP_TRUNCATED'
  | 'BACKUP_TARGET_NOT_EMPTY'
  | 'BACKUP_TARGET_AHEAD'
  | 'BACKUP_TARGET_IN_USE'
  | 'BACKUP_SCHEMA_DIFFERS'
  | 'BACKUP_NOT_EQUAL'
  | 'BACKUP_SCHEMA_CHANGING'

/** Why a backup cannot be made, read or restored. `code` never changes; the message says what happened, then what to do. */
export class BackupError extends Error {
  readonly code: BackupErrorCode
  constructor(code: BackupErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BackupError'
    this.code = code
  }
}
