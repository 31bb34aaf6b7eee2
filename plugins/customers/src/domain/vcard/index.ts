export {
  type Card,
  type CardComponent,
  type CardProperty,
  type CardValue,
  type CardVersion,
  component,
  groupLabel,
  parameter,
  preference,
  properties,
  textOf,
} from './card.ts'
export { convertCard } from './convert.ts'
export { fromJCard, type JCard, type JCardResult, toJCard } from './jcard.ts'
export type { CardSource } from './lines.ts'
export { mediaType, parseDataUri } from './media.ts'
export { type CardIssue, type ReadCard, type ReadOptions, readCards } from './read.ts'
export { writeCard } from './write.ts'
