export { type BlockOptions, candidatePairs } from './blocks.ts'
export type { Agreement, ComparedField } from './compare.ts'
export { emailMatchKey, type Features, featuresOf, phoneMatchKey } from './features.ts'
export { type DuplicatePair, type FindOptions, findDuplicates, groupDuplicates } from './find.ts'
export { type DuplicateKeys, duplicateKeys } from './keys.ts'
export { phoneticCode } from './phonetic.ts'
export { type DuplicateRecord, duplicateRecord } from './record.ts'
export {
  type DuplicateLevel,
  type FieldScore,
  type PairScore,
  type ScoreOptions,
  scorePair,
} from './score.ts'
export { countFrequencies, DEFAULT_MODEL, type DuplicateModel, type Frequencies } from './weights.ts'
