// The one door to the core's reading of files.
export type { ImportColumn } from '../../../../core/src/transfer/map/import-column.ts'
export { readBoolean, readDecimal, readDimensions } from '../../../../core/src/transfer/normalise/index.ts'
