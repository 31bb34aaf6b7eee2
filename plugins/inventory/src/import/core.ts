// The one door to the core's reading of files.
export { type ImportColumn, readBoolean, readDecimal, readDimensions } from '@bezel/core/transfer'
