export { readBoolean } from './boolean.ts'
export { type CellReader, type CellSpec, cellReader } from './cell-reader.ts'
export { choiceReader } from './choice.ts'
export {
  type DateOptions,
  type DateOrder,
  type DateParts,
  dateOrderOf,
  readDate,
  readDateParts,
} from './date.ts'
export { type Dimensions, readDimensions } from './dimensions.ts'
export { isEmptyDate, isEmptyMarker } from './empty.ts'
export { type InstantOptions, readInstant } from './instant.ts'
export { type MoneyAmount, type MoneyOptions, readMoney } from './money.ts'
export {
  type DecimalMark,
  decimalMarkOf,
  type NumberOptions,
  readDecimal,
  roundDecimal,
  scaleDecimal,
} from './number.ts'
